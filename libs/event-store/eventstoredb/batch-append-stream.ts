import { randomUUID } from 'node:crypto';
import { type AppendAnswer, type AppendRequest, answerOf, messagesOf, turnedAway } from './batch-messages.js';
import type { BatchStream, Connection, Connections } from './connection.js';
import { accessDenied, ErrorType, errorTypeOf, reasonOf, wasClosedBeforeSent } from './failures.js';
import { isConnectionFault } from './patience.js';

export interface BatchAppendStream {
  /** Opens the gRPC stream if needed; returns the reason where that fails within the timeout. */
  ready(timeoutMs: number): Promise<string | undefined>;
  /** Never settles when the server does not answer. */
  send(request: AppendRequest): Promise<AppendAnswer>;
  close(): void;
}

interface Call {
  readonly connection: Connection;
  readonly stream: BatchStream;
  readonly waiting: Map<string, (answer: AppendAnswer) => void>;
  answered: boolean;
  /** Replaced by another call: end after the last answer. */
  leaving: boolean;
}

/** One gRPC call carries all appends; it is opened on demand and again after a failure. */
export function createBatchAppendStream(connections: Connections): BatchAppendStream {
  const calls = new Set<Call>();
  let current: Call | undefined;
  let opening: Promise<string | undefined> | undefined;

  async function open(timeoutMs: number): Promise<string | undefined> {
    const until = performance.now() + timeoutMs;
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
        if (!wasClosedBeforeSent(error) || connection === connections.current()) return reasonOf(error);
      }
    }
  }

  function follow(call: Call): void {
    const { stream, waiting, connection } = call;
    calls.add(call);
    stream.on('data', (response) => {
      call.answered = true;
      settle(call, response.getCorrelationId()?.getString() ?? '', answerOf(response));
    });
    const end = (answer: AppendAnswer) => {
      calls.delete(call);
      if (current === call) current = undefined;
      for (const id of [...waiting.keys()]) settle(call, id, answer);
    };
    stream.on('error', (error) => {
      if (isConnectionFault(error)) connections.failed(connection);
      end(answerOfFailure(error, call.answered));
    });
    stream.on('end', () => end({ kind: 'lost', reason: 'the server closed the append stream' }));
  }

  function leave(call: Call): void {
    call.leaving = true;
    if (call.waiting.size === 0) call.stream.end();
  }

  return {
    async ready(timeoutMs) {
      if (current?.connection === connections.current()) return undefined;
      if (current) leave(current);
      current = undefined;
      opening ??= open(timeoutMs).finally(() => {
        opening = undefined;
      });
      return opening;
    },
    send(request) {
      const call = current;
      if (!call) return Promise.resolve({ kind: 'unsent', reason: 'the append stream was closed' });
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

function answerOfFailure(error: Error, answered: boolean): AppendAnswer {
  const reason = reasonOf(error);
  const lost: AppendAnswer = { kind: 'lost', reason };
  // Only a refusal before any other answer proves that nothing was written.
  if (answered) return lost;
  if (wasClosedBeforeSent(error)) return { kind: 'unsent', reason };
  if (errorTypeOf(error) === ErrorType.ACCESS_DENIED) return { kind: 'refused', error: accessDenied() };
  if (errorTypeOf(error) === ErrorType.NOT_LEADER) return { kind: 'turned-away', code: 'read-only', reason };
  return turnedAway(reason) ?? lost;
}
