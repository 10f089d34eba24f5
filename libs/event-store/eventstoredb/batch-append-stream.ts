import { randomUUID } from 'node:crypto';
import { type AppendAnswer, type AppendRequest, answerOf, messagesOf, turnedAway } from './batch-messages.js';
import type { BatchStream, Connection, Connections } from './connection.js';
import { accessDenied, ErrorType, isGivenUp, kindOf, reasonOf } from './failures.js';
import { isAway } from './patience.js';

/** The appends of a store on their way to the server, each beside the others. */
export interface BatchAppendStream {
  /** Opens the way within that many milliseconds where it is not open; gives the reason when it cannot. */
  ready(patience: number): Promise<string | undefined>;
  /** Sends one append on the open way. It has no end when the server gives no answer. */
  send(request: AppendRequest): Promise<AppendAnswer>;
  close(): void;
}

interface Call {
  readonly connection: Connection;
  readonly stream: BatchStream;
  readonly waiting: Map<string, (answer: AppendAnswer) => void>;
  /** Whether the server has answered anything on it. */
  answered: boolean;
  /** Whether it is to end with its last answer, another having taken its place. */
  leaving: boolean;
}

/** One call at a time carries the appends; it is opened when it is needed, and again when it has failed. */
export function batchLine(connections: Connections): BatchAppendStream {
  const calls = new Set<Call>();
  let current: Call | undefined;
  let opening: Promise<string | undefined> | undefined;

  async function open(patience: number): Promise<string | undefined> {
    const until = performance.now() + patience;
    for (;;) {
      const connection = connections.current();
      try {
        await connection.connected(until - performance.now());
        const stream = await connection.batches();
        current = { connection, stream, waiting: new Map(), answered: false, leaving: false };
        follow(current);
        return undefined;
      } catch (error) {
        connections.failed(connection);
        // A read that failed meanwhile has given this connection up: there is another.
        if (!isGivenUp(error) || connection === connections.current()) return reasonOf(error);
      }
    }
  }

  function follow(call: Call): void {
    const { stream, waiting, connection } = call;
    calls.add(call);
    stream.on('data', (response) => {
      call.answered = true;
      // An answer that nobody waits for, because it came twice or too late, is none.
      settle(call, response.getCorrelationId()?.getString() ?? '', answerOf(response));
    });
    const end = (answer: AppendAnswer) => {
      calls.delete(call);
      if (current === call) current = undefined;
      for (const id of [...waiting.keys()]) settle(call, id, answer);
    };
    stream.on('error', (error) => {
      if (isAway(error)) connections.failed(connection);
      end(answerOfFailure(error, call.answered));
    });
    stream.on('end', () => end({ kind: 'lost', reason: 'the server ended the connection' }));
  }

  function leave(call: Call): void {
    call.leaving = true;
    if (call.waiting.size === 0) call.stream.end();
  }

  return {
    async ready(patience) {
      if (current?.connection === connections.current()) return undefined;
      if (current) leave(current);
      current = undefined;
      opening ??= open(patience).finally(() => {
        opening = undefined;
      });
      return opening;
    },
    send(request) {
      const call = current;
      if (!call) return Promise.resolve({ kind: 'unsent', reason: 'the connection ended' });
      const correlation = randomUUID();
      return new Promise((resolve) => {
        call.waiting.set(correlation, resolve);
        for (const message of messagesOf(correlation, request)) call.stream.write(message);
      });
    },
    close() {
      for (const { stream } of calls) stream.cancel();
    },
  };
}

function settle(call: Call, id: string, answer: AppendAnswer): void {
  const tell = call.waiting.get(id);
  call.waiting.delete(id);
  tell?.(answer);
  if (call.leaving && call.waiting.size === 0) call.stream.end();
}

/** What the failure of the whole call says about an append on it that has no answer. */
function answerOfFailure(error: Error, answered: boolean): AppendAnswer {
  const reason = reasonOf(error);
  const lost: AppendAnswer = { kind: 'lost', reason };
  // Only where the refusal is the server's first word was nothing taken of what was sent.
  if (answered) return lost;
  if (isGivenUp(error)) return { kind: 'unsent', reason };
  if (kindOf(error) === ErrorType.ACCESS_DENIED) return { kind: 'refused', error: accessDenied() };
  if (kindOf(error) === ErrorType.NOT_LEADER) return { kind: 'turned-away', code: 'read-only', reason };
  return turnedAway(reason) ?? lost;
}
