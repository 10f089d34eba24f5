import type { Fact } from '../kernel/decider.js';

export const PARTY_KINDS = ['organisation', 'post', 'person'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export type PartyFact =
  | Fact<'PartyRegistered', { reference: string; kind: PartyKind; name?: string; organisation?: string }>
  | Fact<'PartyDescribed', { name?: string; organisation?: string; renamed?: true }>
  | Fact<'PartyRetired', { reason?: string }>
  | Fact<'PersonErased', { reason: string }>;
