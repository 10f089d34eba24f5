import { setTimeout as delay } from 'node:timers/promises';
import type { AccessStore } from '#platform/access/port.js';
import type { NewAttempt, Standing } from '#platform/access/webhooks/port.js';
import type { TokenState } from '#projections/access/projection.js';
import type { AuditEntry } from '#projections/audit/present.js';
import { auditAfter } from '#projections/audit/queries.js';
import { findItem } from '#projections/read/items.js';
import type { View } from '#projections/read/view.js';
import { EVERYTHING, type Reader } from '#projections/read/visible.js';
import { findWebhook, numberAt, type Webhook } from '#projections/webhooks/queries.js';
import { readerOf } from '../http/queries/queries.controller.js';
import type { ReadSide } from '../ledger/read-side.js';
import { type Posted, post } from './post.js';
import { isHopeless, pauseAfter } from './schedule.js';
import { signed } from './signature.js';

/** What deliveries are made with. */
export interface Delivering {
  readonly readSide: Pick<ReadSide, 'read' | 'position' | 'moved' | 'directory'>;
  readonly access: Pick<AccessStore, 'webhooks' | 'credentialOf' | 'holdWebhooks'>;
  readonly toPrivateAddresses: boolean;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
  /** Disables a webhook by an event; the key makes it the same command however often it is given. */
  disable(webhook: string, reason: string, key: string): Promise<void>;
  /** Told of each attempt that was made. */
  attempted(failure: string | null): void;
  /** Told of what failed inside and is tried again. */
  complain(message: string): void;
}

/** A webhook is looked at this often at least: its secret or its token may have come without an event since. */
const LOOK_MS = 5_000;
const NOBODY: Reader = { everything: false, groups: [] };

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
      const owed = standing ? await readOwed(id, token, standing, seen, delivering) : { wait: LOOK_MS };
      if (owed.ended) return;
      seen = owed.seen ?? seen;
      if (owed.begin) await access.webhooks.move(owed.begin.from, owed.begin.to);
      else if (owed.entry) await attempt(owed.webhook, owed.standing, owed.entry, delivering, ended);
      else await readSide.moved(stood, Math.min(owed.wait, LOOK_MS), ended);
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

interface Owed {
  /** It is withdrawn. */
  readonly ended?: true;
  /** The ledger says anew where it begins, or that it is tried again. */
  readonly begin?: { readonly from: Standing; readonly to: Standing };
  readonly seen?: Seen;
}
type OwedNow = Owed &
  (
    | { readonly entry: Told; readonly webhook: Webhook; readonly standing: Begun }
    | { readonly entry?: undefined; readonly wait: number }
  );
/** An event as it is told to those who listen, at /api/events too. */
type Told = AuditEntry & Pick<View['moment']['asOf'], 'illustrative'>;
type Begun = Standing & { readonly number: number };

async function readOwed(
  id: string,
  token: string,
  standing: Standing,
  seen: Seen,
  { access, readSide }: Delivering,
): Promise<OwedNow> {
  const credential = await access.credentialOf(token);
  const now = Date.now();
  return readSide.read(
    { now: new Date(now).toISOString() },
    credential ? readerOf(credential) : NOBODY,
    async (view): Promise<OwedNow> => {
      const all = { ...view, reader: EVERYTHING };
      const webhook = await findWebhook(all, id);
      if (webhook?.status === 'withdrawn') return { ended: true, wait: 0 };
      const begin = webhook && (await beginningOf(view, webhook, standing));
      if (begin) return { begin: { from: standing, to: begin }, wait: 0 };
      const { number } = standing;
      if (number === null || webhook?.status !== 'active' || !credential) return { wait: LOOK_MS };
      const bearer = await findItem<TokenState>(all, 'access', token);
      if (bearer?.state.status !== 'valid') return { wait: LOOK_MS };
      const due = standing.nextAt === null ? now : Date.parse(standing.nextAt);
      if (due > now) return { wait: due - now };
      const after = seen.restart === standing.restart ? Math.max(seen.number, number) : number;
      const filter = { reference: webhook.item, type: webhook.type };
      const { items, upTo } = await auditAfter(view, after, 1, filter, readSide.directory.namesOf);
      const [entry] = items;
      const { illustrative } = view.moment.asOf;
      if (entry) return { entry: { ...entry, illustrative }, webhook, standing: { ...standing, number } };
      return { wait: LOOK_MS, seen: { restart: standing.restart, number: upTo } };
    },
  );
}

/** Where a webhook stands by what the ledger has said of it since; undefined where it has said nothing new. */
async function beginningOf(view: View, webhook: Webhook, standing: Standing): Promise<Standing | undefined> {
  const { begins, restarts, key } = webhook;
  const { restart, number } = standing;
  if (restarts <= restart && number !== null) return undefined;
  const fresh = { ...standing, restart: Math.max(restarts, restart), failures: 0, failingSince: null, nextAt: null };
  if (begins.revision > restart) return { ...fresh, number: begins.after };
  return { ...fresh, number: number ?? (await numberAt(view, key, restart + 1)) };
}

/** Sends one event, and keeps what came of it; keeps nothing where it was told to stop first. */
async function attempt(
  webhook: Webhook,
  standing: Begun,
  entry: Told,
  { readSide, access, toPrivateAddresses, timeoutMs, attempted, disable }: Delivering,
  ended: AbortSignal,
): Promise<void> {
  const { id, url } = webhook;
  const secret = await access.webhooks.secretOf(id);
  // Withdrawn, of which the read models do not know yet.
  if (secret === undefined) return void (await readSide.moved(readSide.position(), LOOK_MS, ended));
  const body = JSON.stringify(entry);
  const began = Date.now();
  const headers = { ...signed([secret], entry.eventId, began, body) };
  const posted = await post({ url, headers, body, toPrivateAddresses, timeoutMs }, ended);
  if (!posted) return;
  const next = standingAfter(standing, entry, posted, Date.now());
  await access.webhooks.move(standing, next, attemptOf(standing, entry, posted, began, next));
  attempted(posted.failure);
  const since = next.failingSince;
  const reason =
    posted.failure === 'gone'
      ? 'The receiver answered 410 Gone'
      : since !== null && isHopeless(since, Date.now()) && `Nothing has been taken since ${since}`;
  if (reason) await disable(id, reason, `${id} ${entry.number} ${standing.restart}`);
}

function standingAfter(standing: Begun, { number }: AuditEntry, posted: Posted, now: number): Begun {
  if (posted.failure === null) return { ...standing, number, failures: 0, failingSince: null, nextAt: null };
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
