import { setTimeout as delay } from 'node:timers/promises';
import { type StoreError, wrongExpectedRevision } from '../port/errors.js';
import type { BatchAppendStream } from './batch-append-stream.js';
import type { AppendAnswer, AppendRequest } from './batch-messages.js';
import { outcomeUnknown, reasonOf, streamDeleted, unavailable, withoutLeader } from './failures.js';
import { APPEND_TIMEOUT_MS } from './patience.js';

/** Retry an append after this time without an answer, in milliseconds; the answer of either attempt counts. */
const RETRY_AFTER_MS = 700;
const RETRY_DELAY_MS = 50;
const MIN_ATTEMPT_MS = 250;

export interface AppendedAt {
  readonly revision: number;
  readonly position: number;
}

export interface Appending {
  readonly appendStream: BatchAppendStream;
  /** The events' revision and position if a recent append wrote them; otherwise the stream's last revision. */
  find(request: AppendRequest): Promise<AppendedAt | number | 'noStream'>;
  readonly hosts: string;
}

/**
 * Appends with retries, and resolves an append whose answer was lost.
 *
 * At `noStream` or a revision, the same append is sent again: the server compares event ids after that revision and
 * repeats its first answer. If two attempts race, the later one meets its own events, so a conflict is final and the
 * usual append costs one message.
 *
 * At `any` and `streamExists` the server remembers ids only for a while, so the end of the stream is searched first,
 * and missing events are sent at the revision seen.
 */
export async function appendWithRetry(
  { appendStream, find, hosts }: Appending,
  request: AppendRequest,
  name: string,
): Promise<AppendedAt> {
  const { expected } = request;
  const repeatable = expected === 'noStream' || typeof expected === 'number';
  const until = performance.now() + APPEND_TIMEOUT_MS;
  const remaining = () => until - performance.now();
  const pending = new Set<Promise<AppendAnswer>>();
  let failure: StoreError | undefined;
  let maybeWritten = false;
  const markUnknown = (reason: string) => {
    maybeWritten = true;
    failure = outcomeUnknown(name, reason);
  };

  for (;;) {
    if (pending.size === 0 || remaining() > MIN_ATTEMPT_MS) {
      const unready = await appendStream.ready(remaining());
      if (unready === undefined)
        pending.add(
          maybeWritten && !repeatable ? findOrResend(appendStream, find, request) : appendStream.send(request),
        );
      else if (!maybeWritten) throw unavailable(hosts, unready);
    }
    const answer = await firstAnswer(pending, Math.min(RETRY_AFTER_MS, remaining()));
    if (answer?.kind === 'written') return answer;
    if (answer?.kind === 'conflict') throw wrongExpectedRevision(name, expected, answer.actual);
    if (answer?.kind === 'deleted') throw streamDeleted(name);
    if (answer?.kind === 'refused' && !maybeWritten) throw answer.error;
    if (answer?.kind === 'lost') markUnknown(answer.reason);
    else if (answer === undefined && pending.size > 0 && !maybeWritten) markUnknown('no answer in time');
    else if (answer?.kind === 'turned-away' && !maybeWritten)
      failure = answer.code === 'read-only' ? withoutLeader(hosts) : unavailable(hosts, answer.reason);
    else if (answer?.kind === 'unsent' && !maybeWritten) failure = unavailable(hosts, answer.reason);
    if (remaining() <= (pending.size > 0 ? RETRY_DELAY_MS : MIN_ATTEMPT_MS))
      throw failure ?? unavailable(hosts, 'no answer to the append');
    await delay(RETRY_DELAY_MS);
  }
}

/** Searches the stream for the events before it resends them. */
async function findOrResend(
  appendStream: BatchAppendStream,
  find: Appending['find'],
  request: AppendRequest,
): Promise<AppendAnswer> {
  try {
    const found = await find(request);
    if (typeof found === 'object') return { kind: 'written', ...found };
    if (request.expected === 'streamExists' && found === 'noStream') return { kind: 'conflict', actual: found };
    const answer = await appendStream.send({ ...request, expected: found });
    return answer.kind === 'conflict' ? { kind: 'lost', reason: 'other writers append to the stream' } : answer;
  } catch (error) {
    return { kind: 'lost', reason: reasonOf(error) };
  }
}

async function firstAnswer(pending: Set<Promise<AppendAnswer>>, timeoutMs: number): Promise<AppendAnswer | undefined> {
  if (pending.size === 0) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    // One event loop turn later, so that answers already received count.
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), Math.max(timeoutMs, 0));
  });
  const each = [...pending].map(async (attempt) => ({ attempt, answer: await attempt }));
  const first = await Promise.race([late, ...each]);
  clearTimeout(timer);
  if (first) pending.delete(first.attempt);
  return first?.answer;
}
