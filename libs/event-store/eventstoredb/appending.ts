import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { wrongExpectedRevision } from '../errors.js';
import { type Answer, type AppendRequest, answerOf, messagesOf } from './batch-messages.js';
import type { BatchStream, Connection, Connections } from './connection.js';
import { accessDenied, ErrorType, kindOf, outcomeUnknown, reasonOf, unavailable, withoutLeader } from './failures.js';
import { PATIENCE_MS } from './patience.js';

/** After so long in silence an append is tried again, in milliseconds: the answer to either attempt is good. */
const SILENCE_MS = 700;
const PAUSE_MS = 50;

/** One attempt to append over a stream that stays open, each append beside the others. */
export interface Line {
  send(request: AppendRequest, patience: number): Promise<Answer>;
  close(): void;
}

interface OpenLine {
  readonly connection: Connection;
  readonly stream: BatchStream;
  readonly waiting: Map<string, (answer: Answer) => void>;
  answered: boolean;
}

/** The stream of appends to the server, opened when it is needed and again when it has failed. */
export function batchLine(connections: Connections): Line {
  let opening: Promise<OpenLine> | undefined;
  let open: OpenLine | undefined;

  async function openLine(patience: number): Promise<OpenLine> {
    const connection = connections.current();
    try {
      await connection.connected(patience);
      const stream = await connection.batches();
      return follow({ connection, stream, waiting: new Map(), answered: false });
    } catch (error) {
      connections.failed(connection);
      throw error;
    }
  }

  function follow(line: OpenLine): OpenLine {
    const { stream, waiting, connection } = line;
    // An answer that nobody waits for, because it came twice or too late, is none.
    stream.on('data', (response) => {
      line.answered = true;
      settle(waiting, response.getCorrelationId()?.getString() ?? '', answerOf(response));
    });
    const lose = (answer: Answer) => {
      if (open === line) open = undefined;
      for (const id of [...waiting.keys()]) settle(waiting, id, answer);
    };
    stream.on('error', (error) => {
      if (kindOf(error) === ErrorType.UNAVAILABLE) connections.failed(connection);
      lose(answerOfFailure(error, line));
    });
    stream.on('close', () => lose({ kind: 'lost', reason: 'the connection ended' }));
    stream.on('end', () => lose({ kind: 'lost', reason: 'the server ended the connection' }));
    open = line;
    return line;
  }

  function current(patience: number): Promise<OpenLine> {
    if (open?.connection === connections.current()) return Promise.resolve(open);
    open?.stream.end();
    open = undefined;
    opening ??= openLine(patience).finally(() => (opening = undefined));
    return opening;
  }

  return {
    async send(request, patience) {
      let line: OpenLine;
      try {
        line = await current(patience);
      } catch (error) {
        return { kind: 'unsent', reason: reasonOf(error) };
      }
      const correlation = randomUUID();
      return new Promise((resolve) => {
        line.waiting.set(correlation, resolve);
        for (const message of messagesOf(correlation, request)) line.stream.write(message);
      });
    },
    close() {
      open?.stream.end();
      open = undefined;
    },
  };
}

function settle(waiting: OpenLine['waiting'], id: string, answer: Answer): void {
  const tell = waiting.get(id);
  waiting.delete(id);
  tell?.(answer);
}

/** What the failure of the whole stream says about an append on it. */
function answerOfFailure(error: Error, { answered }: OpenLine): Answer {
  // The first word on this stream: what was sent on it was not taken. The client turns to the leader by itself.
  if (kindOf(error) === ErrorType.NOT_LEADER && !answered) return { kind: 'turned-away' };
  if (kindOf(error) === ErrorType.ACCESS_DENIED) return { kind: 'refused', error: accessDenied() };
  return { kind: 'lost', reason: reasonOf(error) };
}

export interface Place {
  readonly revision: number;
  readonly position: number;
}

export interface Appending {
  readonly line: Line;
  /** Where these events stand, if they were written not long ago. */
  find(request: AppendRequest): Promise<Place | undefined>;
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
 * remembers it, so the stream is searched instead, and nothing is sent twice.
 */
export async function appendSurely(
  { line, find, hosts }: Appending,
  request: AppendRequest,
  name: string,
): Promise<Place> {
  const { expected } = request;
  const repeatable = expected === 'noStream' || typeof expected === 'number';
  const until = performance.now() + PATIENCE_MS;
  const left = () => until - performance.now();
  const silent = new Set<Promise<Answer>>();
  /** Why an attempt that may have been written has no answer. */
  let reason: string | undefined;

  for (;;) {
    const mayStand = reason !== undefined;
    const attempt = mayStand && !repeatable ? lookFor(find, request) : line.send(request, left());
    silent.add(attempt);
    const answer = await firstOf(silent, Math.min(SILENCE_MS, left()));
    if (answer?.kind === 'written') return answer;
    if (answer?.kind === 'conflict') throw wrongExpectedRevision(name, expected, answer.actual);
    if (answer?.kind === 'refused' && !mayStand) throw answer.error;
    if (answer?.kind === 'unsent' && !mayStand) throw unavailable(hosts, answer.reason);
    if (answer === undefined) reason ??= 'no answer came in time';
    if (answer?.kind === 'lost') reason = answer.reason;
    if (left() <= PAUSE_MS) throw reason === undefined ? withoutLeader(hosts) : outcomeUnknown(name, reason);
    await delay(PAUSE_MS);
  }
}

async function lookFor(find: Appending['find'], request: AppendRequest): Promise<Answer> {
  try {
    const place = await find(request);
    return place ? { kind: 'written', ...place } : { kind: 'lost', reason: 'no answer came in time' };
  } catch (error) {
    return { kind: 'lost', reason: reasonOf(error) };
  }
}

/** The first answer of all attempts in the air, which is then taken out; undefined when time is up. */
async function firstOf(silent: Set<Promise<Answer>>, patience: number): Promise<Answer | undefined> {
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
