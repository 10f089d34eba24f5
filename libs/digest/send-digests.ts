import type { AccessStore, DigestClaim } from '#access/index.js';
import type { Digest, DigestMessage, MadeDigests } from '#pages/index.js';
import { LOG_EVENTS, type Log, measure } from '#platform/index.js';
import { type Mailer, type MailOutcome, messageIdOf } from './mailer.js';

/** `waits`: another process sends it, or it failed and it is not yet time. `not-tried`: no mail server, or no time. */
export const OUTCOMES = [
  'sent',
  'already-sent',
  'waits',
  'stopped',
  'no-address',
  'refused',
  'failed',
  'not-tried',
] as const;
export type DigestOutcome = (typeof OUTCOMES)[number];

export interface SentDigest {
  readonly party: string;
  readonly outcome: DigestOutcome;
  readonly failure: string | null;
}

export interface SendingDeps {
  readonly access: Pick<AccessStore, 'digests' | 'directory'>;
  readonly mailer: Mailer;
  readonly from: string;
  readonly write: (digest: Digest) => Promise<DigestMessage>;
  readonly log: Pick<Log, 'warn'>;
  now(): Date;
}

const MINUTE_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 3_600_000;
/** What a server refuses today it refuses in a minute: once a day is asked again. */
const REFUSED_RETRY_MS = 24 * 3_600_000;

/**
 * Sends each message of a period once. The claim comes before, the mark after: a crash between the two sends that one
 * message again, with the same Message-ID. One that fails keeps no other back, unless the server is away.
 */
export async function sendDigests(
  deps: SendingDeps,
  { digests, period, ledgerId }: MadeDigests,
  retry: 'when-due' | 'any-failed',
  stopping?: AbortSignal,
): Promise<readonly SentDigest[]> {
  const { access, now } = deps;
  const done = await access.digests.sentIn(period);
  const addresses = await access.directory.addressesOf(digests.map(({ party }) => party.id));
  const outcomes: SentDigest[] = [];
  let isAway = false;

  async function one(digest: Digest): Promise<Omit<SentDigest, 'party'>> {
    const address = addresses.get(digest.party.id);
    if (!digest.wanted) return { outcome: 'stopped', failure: null };
    if (done.has(digest.party.id)) return { outcome: 'already-sent', failure: null };
    if (address === undefined) return { outcome: 'no-address', failure: null };
    if (isAway || stopping?.aborted) return { outcome: 'not-tried', failure: null };
    const message = await deps.write(digest);
    const claim = await access.digests.claim({ party: digest.party.id, period }, now(), retry);
    if (!claim) return { outcome: 'waits', failure: null };
    const id = messageIdOf(ledgerId, digest.party, period, deps.from);
    const outcome = await deps.mailer.send(address, message, id);
    isAway = !outcome.sent && outcome.away;
    return settled(deps, digest, claim, outcome);
  }

  for (const digest of digests) outcomes.push({ party: digest.party.reference, ...(await one(digest)) });
  return outcomes;
}

async function settled(
  { access, log, now }: SendingDeps,
  { party }: Digest,
  claim: DigestClaim,
  result: MailOutcome,
): Promise<Omit<SentDigest, 'party'>> {
  if (result.sent) {
    measure('digests', 1, { outcome: 'sent' });
    await access.digests.sent(claim, now());
    return { outcome: 'sent', failure: null };
  }
  const { refused, failure } = result;
  const outcome = refused ? 'refused' : 'failed';
  measure('digests', 1, { outcome });
  const wait = refused ? REFUSED_RETRY_MS : Math.min(MINUTE_MS * 2 ** (claim.attempts - 1), LONGEST_RETRY_MS);
  const retryAt = new Date(now().getTime() + wait);
  await access.digests.failed(claim, failure, retryAt);
  log.warn(
    { event: LOG_EVENTS.digestFailed, party: party.reference, period: claim.period, outcome, reason: failure },
    `Digest of ${party.reference} was not sent (${failure}), it is tried again at ${retryAt.toISOString()}.`,
  );
  return { outcome, failure };
}

/** Whether another attempt may send something of it. */
export const isUnfinished = ({ outcome }: { readonly outcome: string }): boolean =>
  ['waits', 'refused', 'failed', 'not-tried'].includes(outcome);
