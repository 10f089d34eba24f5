import { setTimeout as delay } from 'node:timers/promises';
import { type StoreError, wrongExpectedRevision } from '../port/errors.js';
import type { BatchAppendStream } from './batch-append-stream.js';
import type { AppendAnswer, AppendRequest } from './batch-messages.js';
import { outcomeUnknown, reasonOf, streamDeleted, unavailable, withoutLeader } from './failures.js';
import { APPENDING_MS } from './patience.js';

/** Retry an append after this time without an answer, in milliseconds; the answer of either attempt counts. */
const SILENCE_MS = 700;
const PAUSE_MS = 50;
const LEAST_MS = 250;

export interface AppendedAt {
  readonly revision: number;
  readonly position: number;
}

export interface Appending {
  readonly line: BatchAppendStream;
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
export async function appendSurely(
  { line, find, hosts }: Appending,
  request: AppendRequest,
  name: string,
): Promise<AppendedAt> {
  const { expected } = request;
  const repeatable = expected === 'noStream' || typeof expected === 'number';
  const until = performance.now() + APPENDING_MS;
  const left = () => until - performance.now();
  const silent = new Set<Promise<AppendAnswer>>();
  let failure: StoreError | undefined;
  let mayStand = false;
  const lose = (reason: string) => {
    mayStand = true;
    failure = outcomeUnknown(name, reason);
  };

  for (;;) {
    if (silent.size === 0 || left() > LEAST_MS) {
      const unready = await line.ready(left());
      if (unready === undefined)
        silent.add(mayStand && !repeatable ? sendOnceMore(line, find, request) : line.send(request));
      else if (!mayStand) throw unavailable(hosts, unready);
    }
    const answer = await firstOf(silent, Math.min(SILENCE_MS, left()));
    if (answer?.kind === 'written') return answer;
    if (answer?.kind === 'conflict') throw wrongExpectedRevision(name, expected, answer.actual);
    if (answer?.kind === 'deleted') throw streamDeleted(name);
    if (answer?.kind === 'refused' && !mayStand) throw answer.error;
    if (answer?.kind === 'lost') lose(answer.reason);
    else if (answer === undefined && silent.size > 0 && !mayStand) lose('no answer in time');
    else if (answer?.kind === 'turned-away' && !mayStand)
      failure = answer.code === 'read-only' ? withoutLeader(hosts) : unavailable(hosts, answer.reason);
    else if (answer?.kind === 'unsent' && !mayStand) failure = unavailable(hosts, answer.reason);
    if (left() <= (silent.size > 0 ? PAUSE_MS : LEAST_MS)) throw failure ?? unavailable(hosts, 'no answer to the append');
    await delay(PAUSE_MS);
  }
}

/** Searches the stream for the events before it resends them. */
async function sendOnceMore(
  line: BatchAppendStream,
  find: Appending['find'],
  request: AppendRequest,
): Promise<AppendAnswer> {
  try {
    const found = await find(request);
    if (typeof found === 'object') return { kind: 'written', ...found };
    if (request.expected === 'streamExists' && found === 'noStream') return { kind: 'conflict', actual: found };
    const answer = await line.send({ ...request, expected: found });
    return answer.kind === 'conflict' ? { kind: 'lost', reason: 'other writers append to the stream' } : answer;
  } catch (error) {
    return { kind: 'lost', reason: reasonOf(error) };
  }
}

async function firstOf(silent: Set<Promise<AppendAnswer>>, patience: number): Promise<AppendAnswer | undefined> {
  if (silent.size === 0) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    // One event loop turn later, so that answers already received count.
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), Math.max(patience, 0));
  });
  const each = [...silent].map(async (attempt) => ({ attempt, answer: await attempt }));
  const first = await Promise.race([late, ...each]);
  clearTimeout(timer);
  if (first) silent.delete(first.attempt);
  return first?.answer;
}
