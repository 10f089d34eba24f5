import { CommandBody } from '../kernel/command.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import { KEEPS_PARTIES, READS } from '../kernel/roles.js';
import { IsMailAddress } from '../kernel/validation.js';
import { type PartyState, partyVerb } from './state.js';

export class RecordMailAddress extends CommandBody {
  /** Where its messages go. No event holds it: it stands in the directory, which can be erased. */
  @IsMailAddress() address: string;
}

export class RemoveMailAddress extends CommandBody {}

export class StopDigest extends CommandBody {}

export class ResumeDigest extends CommandBody {}

/** A party decides on its own mail; on that of others whoever keeps the parties. */
function ownOrKept(_: PartyState, { principal, id, reference }: Context): Refusal | undefined {
  const { party, roles } = principal.actor;
  if (party === id || roles.some((role) => KEEPS_PARTIES.includes(role))) return undefined;
  return refuse('not-own-party', `Only ${reference} itself, a secretary or an administrator decides on its mail.`);
}

export const recordMailAddress = partyVerb({
  body: RecordMailAddress,
  roles: READS,
  summary: 'Say where its messages go: for itself, or by a secretary or administrator.',
  redact: (command) => ({ ...command, address: undefined }),
  mailAddress: ({ address }) => address,
  refusedIn: ownOrKept,
  decide: () => [{ type: 'PartyMailAddressRecorded', data: {} }],
});

export const removeMailAddress = partyVerb({
  body: RemoveMailAddress,
  roles: READS,
  summary: 'Erase its mail address from the directory: for itself, or by a secretary or administrator.',
  erasesMailAddress: ({ hasMailAddress }) => !hasMailAddress,
  refusedIn: ownOrKept,
  decide: ({ reason }, { hasMailAddress }) =>
    hasMailAddress ? [{ type: 'PartyMailAddressRemoved', data: { reason } }] : [],
});

export const stopDigest = partyVerb({
  body: StopDigest,
  roles: READS,
  summary: 'Send it no digest any more: for itself, or by a secretary or administrator.',
  refusedIn: ownOrKept,
  decide: ({ reason }, { digestStopped }) => (digestStopped ? [] : [{ type: 'PartyDigestStopped', data: { reason } }]),
});

export const resumeDigest = partyVerb({
  body: ResumeDigest,
  roles: READS,
  summary: 'Send it the digest again: for itself, or by a secretary or administrator.',
  refusedIn: ownOrKept,
  decide: ({ reason }, { digestStopped }) => (digestStopped ? [{ type: 'PartyDigestResumed', data: { reason } }] : []),
});
