import type { Fact } from '../kernel/decider.js';
import { verbsOf } from '../kernel/decider.js';

export const PARTY_KINDS = ['organisation', 'post', 'person'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** A person's name and a mail address are never in an event: they stand in the directory, which can be erased. */
export type PartyFact =
  | Fact<'PartyRegistered', { reference: string; kind: PartyKind; name?: string; organisation?: string }>
  | Fact<'PartyDescribed', { name?: string; organisation?: string; renamed?: true }>
  | Fact<'PartyRetired', { reason?: string }>
  | Fact<'PersonErased', { reason: string }>
  | Fact<'PartyMailAddressRecorded', Record<never, never>>
  | Fact<'PartyMailAddressRemoved', { reason?: string }>
  | Fact<'PartyDigestStopped', { reason?: string }>
  | Fact<'PartyDigestResumed', { reason?: string }>;

export interface PartyState {
  readonly reference: string;
  readonly kind: PartyKind;
  /** Absent for a person: the directory has it. */
  readonly name?: string;
  /** The id of the organisation that it belongs to. */
  readonly organisation?: string;
  readonly retired: boolean;
  readonly erased: boolean;
  /** That there is one; the directory has it. */
  readonly hasMailAddress: boolean;
  /** It asked for no digest. */
  readonly digestStopped: boolean;
}

export const partyVerb = verbsOf<PartyState, PartyFact>();
