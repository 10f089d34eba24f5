import { setTimeout as delay } from 'node:timers/promises';
import type { ReadSide } from '#application/ledger/read-side.js';
import { readerOf } from '#application/queries/viewer.js';
import type { AccessStore } from '#platform/access/port.js';
import type { NewAttempt, Standing } from '#platform/access/webhooks/port.js';
import type { AuditEntry } from '#read-models/audit/audit.present.js';
import type { TokenView } from '#read-models/tokens/tokens.projection.js';
import { type NextDelivery, nextDelivery } from '#read-models/webhooks/owed.js';
import { findWebhook, type Webhook } from '#read-models/webhooks/webhooks.queries.js';
import { findItem } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import { beginningOf, isOfAnotherHistory } from './place.js';
import { type Posted, post } from './post.js';
import { isHopeless, pauseAfter } from './schedule.js';
import { signed } from './signature.js';

/** What deliveries are made with. */
export interface Delivering {
  readonly readSide: Pick<ReadSide, 'read' | 'reached' | 'position' | 'moved' | 'directory'>;
  readonly access: Pick<AccessStore, 'webhooks' | 'credentialOf' | 'holdWebhooks'>;
  /** Where the store of the events stands. */
  head(): Promise<number>;
  readonly toPrivateAddresses: boolean;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
  /** Disables a webhook by an event; the key makes it the same command however often it is given. */
  disable(webhook: string, reason: string, key: string): Promise<void>;
  /** Told of each attempt that was made. */
  attempted(failure: string | null): void;
  /** Told of what failed inside and is tried again, and of what waits for somebody. */
  complain(message: string): void;
}

/** A webhook is looked at this often at least: its secret or its token may have come without an event since. */
const LOOK_MS = 5_000;
const NOBODY: Viewer = { everything: false, groups: [] };

/**
 * Sends a webhook what it is owed, event after event in the order of their numbers, until it is withdrawn or told to
 * stop. Each event is read anew for each attempt, by the rights that the webhook's token then has, and in one view with
 * the states of both: nothing that follows a disabling or a revocation in the ledger is sent.
 */
export async function deliverTo(
  { id, token }: Pick<Webhook, 'id' | 'token'>,
  delivering: Delivering,
  ended: AbortSignal,
): Promise<void> {
  const { readSide, access, complain } = delivering;
  let seen: Seen = { restart: -1, number: 0 };
  for (let failures = 0; !ended.aborted; ) {
    const stood = readSide.position();
    try {
      const standing = await access.webhooks.standingOf(id);
      const next = standing ? await nextStep(id, token, standing, seen, delivering) : { wait: LOOK_MS };
      if (next.step === 'end') return;
      if (next.step === 'move') await access.webhooks.move(next.from, next.to);
      else if (next.step === 'halt') await haltElsewhere(next.webhook, delivering);
      else if (next.step === 'send') await attempt(next, delivering, ended);
      else {
        seen = next.seen ?? seen;
        await readSide.moved(stood, Math.min(next.wait, LOOK_MS), ended);
      }
      failures = 0;
    } catch (error) {
      if (ended.aborted) return;
      complain(`The webhook ${id} waits and is tried again: ${error instanceof Error ? error.message : error}`);
      await delay(pauseAfter(++failures, Math.random()), undefined, { signal: ended }).catch(() => {});
    }
  }
}

/** Up to which number nothing is wanted of a webhook since it was last restarted. */
interface Seen {
  readonly restart: number;
  readonly number: number;
}

/** An event as it is told to those who listen, at /api/events too. */
type Told = AuditEntry & Pick<QueryContext['moment']['asOf'], 'illustrative'>;
type Begun = Standing & { readonly number: number };

interface Sending {
  readonly step: 'send';
  readonly webhook: Webhook;
  readonly standing: Begun;
  readonly entry: Told;
  readonly owed: NextDelivery;
}
type Step =
  | { readonly step: 'end' }
  | { readonly step: 'move'; readonly from: Standing; readonly to: Standing }
  | { readonly step: 'halt'; readonly webhook: Webhook }
  | Sending
  | { readonly step?: undefined; readonly wait: number; readonly seen?: Seen };

async function nextStep(
  id: string,
  token: string,
  standing: Standing,
  seen: Seen,
  delivering: Delivering,
): Promise<Step> {
  const { access, readSide } = delivering;
  if (standing.halted === 'other-history') return { wait: LOOK_MS };
  const credential = await access.credentialOf(token);
  const now = Date.now();
  const look = () =>
    readSide.read(
      { now: new Date(now).toISOString() },
      credential ? readerOf(credential) : NOBODY,
      async (view): Promise<Step> => {
        const all = { ...view, reader: EVERYTHING };
        const webhook = await findWebhook(all, id);
        if (webhook?.status === 'withdrawn') return { step: 'end' };
        if (webhook && (await isOfAnotherHistory(view, webhook, standing))) return { step: 'halt', webhook };
        if (standing.halted) return { wait: LOOK_MS };
        const begin = webhook && (await beginningOf(view, webhook, standing));
        if (begin) return { step: 'move', from: standing, to: begin };
        const { number } = standing;
        if (number === null || webhook?.status !== 'active' || !credential) return { wait: LOOK_MS };
        const bearer = await findItem<TokenView>(all, 'access', token);
        if (bearer?.state.status !== 'valid') return { wait: LOOK_MS };
        const due = standing.nextAt === null ? now : Date.parse(standing.nextAt);
        if (due > now) return { wait: due - now };
        return stepOf(view, webhook, { ...standing, number }, seen, readSide.directory.namesOf);
      },
    );
  const step = await look();
  // Read models that are behind would look like a shorter ledger.
  return step.step === 'halt' ? ((await isCaughtUp(delivering)) ? look() : { wait: LOOK_MS }) : step;
}

const isCaughtUp = async ({ head, readSide }: Delivering) => readSide.reached(await head());

async function stepOf(
  view: QueryContext,
  webhook: Webhook,
  standing: Begun,
  seen: Seen,
  namesOf: ReadSide['directory']['namesOf'],
): Promise<Step> {
  const { number, restart } = standing;
  const after = seen.restart === restart ? Math.max(seen.number, number) : number;
  const { owed, upTo } = await nextDelivery(view, webhook, standing, namesOf, after);
  if (!owed) return { wait: LOOK_MS, seen: { restart, number: upTo } };
  const { entry, skipped } = owed;
  if (!entry || skipped) return { step: 'move', from: standing, to: past(standing, owed) };
  const { illustrative } = view.moment.asOf;
  return { step: 'send', webhook, standing, entry: { ...entry, illustrative }, owed };
}

/** Where a webhook stands once what it owed is behind it. */
function past(standing: Begun, { entry, requeued }: NextDelivery): Begun {
  const done = { ...standing, failures: 0, failingSince: null, nextAt: null };
  if (requeued !== undefined) return { ...done, requeued };
  return entry ? { ...done, number: entry.number, eventId: entry.eventId } : done;
}

async function haltElsewhere({ id, reference, revision }: Webhook, { access, complain }: Delivering): Promise<void> {
  await access.webhooks.halt(id, 'other-history', revision);
  complain(
    `${reference} is halted (other-history): this ledger has no such event as the last that was sent. Take it up with: action-ledger webhooks resume ${reference}`,
  );
}

/** Sends one event, and keeps what came of it; keeps nothing where it was told to stop first. */
async function attempt(
  { webhook, standing, entry, owed }: Sending,
  { readSide, access, toPrivateAddresses, timeoutMs, attempted, disable }: Delivering,
  ended: AbortSignal,
): Promise<void> {
  const { id, url } = webhook;
  const began = Date.now();
  const secrets = await access.webhooks.secretsOf(id, new Date(began).toISOString());
  // Withdrawn, of which the read models do not know yet.
  if (secrets.length === 0) return void (await readSide.moved(readSide.position(), LOOK_MS, ended));
  const body = JSON.stringify(entry);
  const headers = { ...signed(secrets, entry.eventId, began, body) };
  const posted = await post({ url, headers, body, toPrivateAddresses, timeoutMs }, ended);
  if (!posted) return;
  const next = standingAfter(standing, owed, posted, Date.now());
  await access.webhooks.move(standing, next, attemptOf(standing, entry, posted, began, next));
  attempted(posted.failure);
  const since = next.failingSince;
  const reason =
    posted.failure === 'gone'
      ? 'The receiver answered 410 Gone'
      : since !== null && isHopeless(since, Date.now()) && `Nothing has been taken since ${since}`;
  if (reason) await disable(id, reason, `${id} ${entry.number} ${standing.restart}`);
}

function standingAfter(standing: Begun, owed: NextDelivery, posted: Posted, now: number): Begun {
  if (posted.failure === null) return past(standing, owed);
  const failures = standing.failures + 1;
  const nextAt = new Date(now + pauseAfter(failures, Math.random(), posted.retryAfterMs)).toISOString();
  return { ...standing, failures, failingSince: standing.failingSince ?? new Date(now).toISOString(), nextAt };
}

function attemptOf(
  { failures }: Standing,
  { eventId, number, position, type }: AuditEntry,
  { status, failure }: Posted,
  began: number,
  { nextAt }: Standing,
): NewAttempt {
  const at = new Date(began).toISOString();
  const milliseconds = Math.max(Date.now() - began, 0);
  return { eventId, number, position, type, attempt: failures + 1, at, status, failure, milliseconds, nextAt };
}
