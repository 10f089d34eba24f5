import { setTimeout as delay } from 'node:timers/promises';
import { type StoreError, wrongExpectedRevision } from '../port/errors.js';
import type { BatchAppendStream } from './batch-append-stream.js';
import type { AppendAnswer, AppendRequest } from './batch-messages.js';
import { outcomeUnknown, reasonOf, streamDeleted, unavailable, withoutLeader } from './failures.js';
import { APPENDING_MS } from './patience.js';

/** After so long in silence an append is tried again, in milliseconds: the answer to either attempt is good. */
const SILENCE_MS = 700;
const PAUSE_MS = 50;
/** The least time that an attempt is worth. */
const LEAST_MS = 250;

export interface AppendedAt {
  readonly revision: number;
  readonly position: number;
}

export interface Appending {
  readonly line: BatchAppendStream;
  /** Where these events stand, if they were written not long ago; otherwise the revision at which the stream ends. */
  find(request: AppendRequest): Promise<AppendedAt | number | 'noStream'>;
  /** The server's hosts, for errors. */
  readonly hosts: string;
}

/**
 * Appends, and finds out what became of an append without an answer.
 *
 * At `noStream` and at a revision it is simply sent again: the server compares the ids with the events that follow
 * that revision, and answers as it did first where they are the same. Should both attempts still be under way, the
 * first to be written moves the stream on, and the other meets its own events. A conflict is therefore always final,
 * and the usual append costs one message and no read. At `any` and `streamExists` the server knows an id only while it
 * remembers it, so the end of the stream is searched for the events first, and they are sent again at the revision
 * that was seen.
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
  /** What to fail with when time is up; once an attempt may have been written, that its outcome is unknown. */
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
    else if (answer === undefined && silent.size > 0 && !mayStand) lose('no answer came in time');
    else if (answer?.kind === 'turned-away' && !mayStand)
      failure = answer.code === 'read-only' ? withoutLeader(hosts) : unavailable(hosts, answer.reason);
    else if (answer?.kind === 'unsent' && !mayStand) failure = unavailable(hosts, answer.reason);
    if (left() <= (silent.size > 0 ? PAUSE_MS : LEAST_MS)) throw failure ?? unavailable(hosts, 'it gave no answer');
    await delay(PAUSE_MS);
  }
}

/** Looks for events that may have been written at `any` or `streamExists`, and sends them where they are not. */
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
    return answer.kind === 'conflict' ? { kind: 'lost', reason: 'others write to the stream' } : answer;
  } catch (error) {
    return { kind: 'lost', reason: reasonOf(error) };
  }
}

/** The first answer of all attempts in the air, which is then taken out; undefined when time is up, or none is. */
async function firstOf(silent: Set<Promise<AppendAnswer>>, patience: number): Promise<AppendAnswer | undefined> {
  if (silent.size === 0) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    // A turn later, so that what has arrived counts.
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), Math.max(patience, 0));
  });
  const each = [...silent].map(async (attempt) => ({ attempt, answer: await attempt }));
  const first = await Promise.race([late, ...each]);
  clearTimeout(timer);
  if (first) silent.delete(first.attempt);
  return first?.answer;
}
