import { inSpan, type RetryPolicy, SPANS, withRetry } from '#platform/index.js';
import {
  type AuditEntry,
  findWebhook,
  type NamesOf,
  nextPending,
  type PendingEvent,
  type TokenView,
  type Webhook,
} from '#read-models/index.js';
import { EVERYTHING, findItem, type QueryContext, type ReadModels, type Viewer } from '#read-store/index.js';
import { backoffDelay, shouldDisable } from './backoff.js';
import { type PostOutcome, post } from './post.js';
import { signed } from './signature.js';
import { hasDiverged, startPosition } from './start-position.js';
import type { DeliveryProgress, NewAttempt, WebhookLease, WebhookStore } from './webhook-store.js';

export interface FollowedReadModels extends Pick<ReadModels, 'read'> {
  position(): number;
  reached(position: number): Promise<boolean>;
  moved(from: number, withinMs: number, ended: AbortSignal): Promise<boolean>;
  readonly directory: { readonly namesOf: NamesOf };
}

export type AttemptCounts = Map<string, number>;

export interface DispatcherDeps {
  readonly readSide: FollowedReadModels;
  readonly webhooks: WebhookStore;
  readerOf(token: string): Promise<Viewer | undefined>;
  acquireLease(): Promise<WebhookLease | undefined>;
  head(): Promise<number>;
  readonly toPrivateAddresses: boolean;
  readonly timeoutMs: number;
  disable(webhook: string, reason: string, idempotencyKey: string): Promise<void>;
  readonly attempts: AttemptCounts;
  warn(message: string): void;
}

/** Maximum poll interval: a secret or token may change without an event. */
const POLL_MS = 5_000;
const NOBODY: Viewer = { everything: false, groups: [] };

/**
 * Delivers in order. Each attempt reads event, token rights and webhook state in one view, so revocation applies at
 * once.
 */
export async function dispatchTo(
  { id, token }: Pick<Webhook, 'id' | 'token'>,
  deps: DispatcherDeps,
  ended: AbortSignal,
): Promise<void> {
  const { readSide, webhooks, warn } = deps;
  let scanned: ScanPosition = { restart: -1, number: 0 };
  /** Takes one step; true where the webhook has come to its end. */
  async function takeStep(): Promise<boolean> {
    const position = readSide.position();
    const progress = await webhooks.progressOf(id);
    const next = progress ? await nextStep(id, token, progress, scanned, deps) : { wait: POLL_MS };
    if (next.step === 'end') return true;
    if (next.step === 'move') await webhooks.move(next.from, next.to);
    else if (next.step === 'halt') await haltDiverged(next.webhook, deps);
    else if (next.step === 'send') await attempt(next, deps, ended);
    else {
      scanned = next.scanned ?? scanned;
      await readSide.moved(position, Math.min(next.wait, POLL_MS), ended);
    }
    return false;
  }
  const policy: RetryPolicy = {
    work: 'webhook',
    delayMs: (failures) => backoffDelay(failures, Math.random()),
    onRetry(error, pause) {
      if (ended.aborted) return;
      warn(
        `Webhook ${id} cannot be dispatched, retrying in ${pause} ms: ${error instanceof Error ? error.message : error}`,
      );
    },
    signal: ended,
  };
  while (!ended.aborted && !(await withRetry(takeStep, policy)));
}

interface ScanPosition {
  readonly restart: number;
  readonly number: number;
}

type WebhookPayload = AuditEntry & Pick<QueryContext['moment']['asOf'], 'illustrative'>;
type StartedProgress = DeliveryProgress & { readonly number: number };

interface SendStep {
  readonly step: 'send';
  readonly webhook: Webhook;
  readonly progress: StartedProgress;
  readonly payload: WebhookPayload;
  readonly pending: PendingEvent;
}
type Step =
  | { readonly step: 'end' }
  | { readonly step: 'move'; readonly from: DeliveryProgress; readonly to: DeliveryProgress }
  | { readonly step: 'halt'; readonly webhook: Webhook }
  | SendStep
  | { readonly step?: undefined; readonly wait: number; readonly scanned?: ScanPosition };

async function nextStep(
  id: string,
  token: string,
  progress: DeliveryProgress,
  scanned: ScanPosition,
  deps: DispatcherDeps,
): Promise<Step> {
  const { readSide } = deps;
  if (progress.halted === 'other-history') return { wait: POLL_MS };
  const reader = await deps.readerOf(token);
  const now = Date.now();
  const look = () =>
    readSide.read({ now: new Date(now).toISOString() }, reader ?? NOBODY, async (view): Promise<Step> => {
      const all = { ...view, reader: EVERYTHING };
      const webhook = await findWebhook(all, id);
      if (webhook?.status === 'withdrawn') return { step: 'end' };
      if (webhook && (await hasDiverged(view, webhook, progress))) return { step: 'halt', webhook };
      if (progress.halted) return { wait: POLL_MS };
      const start = webhook && (await startPosition(view, webhook, progress));
      if (start) return { step: 'move', from: progress, to: start };
      const { number } = progress;
      if (number === null || webhook?.status !== 'active' || !reader) return { wait: POLL_MS };
      const bearer = await findItem<TokenView>(all, 'token', token);
      if (bearer?.state.status !== 'valid') return { wait: POLL_MS };
      const due = progress.nextAt === null ? now : Date.parse(progress.nextAt);
      if (due > now) return { wait: due - now };
      return stepOf(view, webhook, { ...progress, number }, scanned, readSide.directory.namesOf);
    });
  const step = await look();
  // Read models that lag would look like a shorter ledger.
  return step.step === 'halt' ? ((await isCaughtUp(deps)) ? look() : { wait: POLL_MS }) : step;
}

const isCaughtUp = async ({ head, readSide }: DispatcherDeps) => readSide.reached(await head());

async function stepOf(
  view: QueryContext,
  webhook: Webhook,
  progress: StartedProgress,
  scanned: ScanPosition,
  namesOf: NamesOf,
): Promise<Step> {
  const { number, restart } = progress;
  const after = scanned.restart === restart ? Math.max(scanned.number, number) : number;
  const { pending, upTo } = await nextPending(view, webhook, progress, namesOf, after);
  if (!pending) return { wait: POLL_MS, scanned: { restart, number: upTo } };
  const { entry, skipped } = pending;
  if (!entry || skipped) return { step: 'move', from: progress, to: advanced(progress, pending) };
  const { illustrative } = view.moment.asOf;
  return { step: 'send', webhook, progress, payload: { ...entry, illustrative }, pending };
}

function advanced(progress: StartedProgress, { entry, requeued }: PendingEvent): StartedProgress {
  const done = { ...progress, failures: 0, failingSince: null, nextAt: null };
  if (requeued !== undefined) return { ...done, requeued };
  return entry ? { ...done, number: entry.number, eventId: entry.eventId } : done;
}

async function haltDiverged({ id, reference, revision }: Webhook, { webhooks, warn }: DispatcherDeps): Promise<void> {
  await webhooks.halt(id, 'other-history', revision);
  warn(
    `${reference} is halted (other-history): this ledger has no such event as the last that was sent. Resume it with: action-ledger webhooks resume ${reference}`,
  );
}

/** Stores nothing on shutdown. */
async function attempt(
  { webhook, progress, payload, pending }: SendStep,
  { readSide, webhooks, toPrivateAddresses, timeoutMs, attempts, disable }: DispatcherDeps,
  ended: AbortSignal,
): Promise<void> {
  const { id, url } = webhook;
  const began = Date.now();
  const secrets = await webhooks.secretsOf(id, new Date(began).toISOString());
  // Withdrawn already, though the read models lag.
  if (secrets.length === 0) return void (await readSide.moved(readSide.position(), POLL_MS, ended));
  const body = JSON.stringify(payload);
  const headers = { ...signed(secrets, payload.eventId, began, body) };
  const sent = { webhook: webhook.reference, event: payload.number };
  const outcome = await inSpan(SPANS.deliverWebhook, sent, () =>
    post({ url, headers, body, toPrivateAddresses, timeoutMs }, ended),
  );
  if (!outcome) return;
  const next = progressAfter(progress, pending, outcome, Date.now());
  await webhooks.move(progress, next, attemptOf(progress, payload, outcome, began, next));
  const counted = outcome.failure ?? 'taken';
  attempts.set(counted, (attempts.get(counted) ?? 0) + 1);
  const since = next.failingSince;
  const reason =
    outcome.failure === 'gone'
      ? 'The receiver answered 410 Gone'
      : since !== null && shouldDisable(since, Date.now()) && `Nothing has been taken since ${since}`;
  if (reason) await disable(id, reason, `${id} ${payload.number} ${progress.restart}`);
}

function progressAfter(
  progress: StartedProgress,
  pending: PendingEvent,
  outcome: PostOutcome,
  now: number,
): StartedProgress {
  if (outcome.failure === null) return advanced(progress, pending);
  const failures = progress.failures + 1;
  const nextAt = new Date(now + backoffDelay(failures, Math.random(), outcome.retryAfterMs)).toISOString();
  return { ...progress, failures, failingSince: progress.failingSince ?? new Date(now).toISOString(), nextAt };
}

function attemptOf(
  { failures }: DeliveryProgress,
  { eventId, number, position, type }: AuditEntry,
  { status, failure }: PostOutcome,
  began: number,
  { nextAt }: DeliveryProgress,
): NewAttempt {
  const at = new Date(began).toISOString();
  const milliseconds = Math.max(Date.now() - began, 0);
  return { eventId, number, position, type, attempt: failures + 1, at, status, failure, milliseconds, nextAt };
}
