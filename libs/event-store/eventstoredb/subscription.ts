import { setTimeout as delay } from 'node:timers/promises';
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  Position,
  SubscribeToAllOptions,
} from '@eventstore/db-client';
import type { StoreError } from '../port/errors.js';
import { type Checkpoint, type Filter, type Notice, START } from '../port/port.js';
import {
  badCheckpoint,
  checkpointAt,
  isAfter,
  ownEvent,
  passes,
  positionOf,
  reached,
  serverFilter,
  storedEvent,
} from './client-event.js';
import type { Connection, Connections } from './connection.js';
import { ErrorType, errorTypeOf, isUnknownPosition, permanentError } from './failures.js';
import { isConnectionFault } from './patience.js';

const FIRST_RETRY_MS = 50;
const MAX_RETRY_MS = 5_000;
/**
 * Buffer size of a subscription, in messages and in events: bursts fill it, and in a pause the server sends only what
 * fits.
 */
const AHEAD = { highWaterMark: 2_500 };

class CheckpointMark {
  constructor(readonly position: Position) {}
}

/**
 * Catch-up and live subscription. The client never resumes a dropped one; this resumes from the last event or
 * checkpoint, with back-off.
 */
export async function* follow(
  connections: Connections,
  prefix: string,
  after: Checkpoint | typeof START,
  filter: Filter,
  signal: AbortSignal,
): AsyncGenerator<Notice> {
  let last = positionOf(after);
  let pause = FIRST_RETRY_MS;
  while (!signal.aborted) {
    const connection = connections.current();
    try {
      for await (const notice of subscribeOnce(connection, prefix, last, filter, signal)) {
        if (signal.aborted) return;
        last = notice.at;
        pause = FIRST_RETRY_MS;
        yield notice.notice;
      }
    } catch (error) {
      if (signal.aborted) return;
      const refusal = permanentError(error) ?? (await checkpointError(connection, last, error));
      if (refusal) throw refusal;
      if (isConnectionFault(error)) connections.failed(connection);
    }
    await delay(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
    pause = Math.min(pause * 2, MAX_RETRY_MS);
  }
}

async function* subscribeOnce(
  connection: Connection,
  prefix: string,
  after: Position | undefined,
  filter: Filter,
  signal: AbortSignal,
): AsyncGenerator<{ at: Position; notice: Notice }> {
  const lets = passes(filter, prefix);
  let last = after;
  const options: SubscribeToAllOptions = {
    fromPosition: after ?? START,
    requiresLeader: true,
    filter: {
      ...serverFilter(filter, prefix),
      // Checkpoints arrive by callback, ahead of buffered events, so push them into the same queue.
      checkpointReached: (to, position) => void to.push(new CheckpointMark(position)),
    },
  };
  const subscription = connection.subscribeToAll(options, AHEAD);
  subscription.on('error', () => {});
  const abort = () => subscription.destroy();
  signal.addEventListener('abort', abort);
  try {
    for await (const found of withCheckpoints(subscription)) {
      if (found instanceof CheckpointMark) {
        if (last && !isAfter(found.position, last)) continue;
        last = found.position;
        yield { at: last, notice: { kind: 'progress', checkpoint: checkpointAt(last), position: reached(last) } };
        continue;
      }
      const event = ownEvent(found, prefix);
      if (!event?.position || (last && !isAfter(event.position, last)) || !lets(event)) continue;
      last = event.position;
      yield { at: last, notice: { kind: 'event', event: storedEvent(event, prefix) } };
    }
  } finally {
    signal.removeEventListener('abort', abort);
    subscription.unsubscribe().catch(() => {});
  }
}

const withCheckpoints = (subscription: AllStreamSubscription): AsyncIterable<AllStreamResolvedEvent | CheckpointMark> =>
  subscription;

/** A subscription's error does not name an unknown position, so read there once. */
async function checkpointError(
  connection: Connection,
  position: Position | undefined,
  error: unknown,
): Promise<StoreError | undefined> {
  if (!position || errorTypeOf(error) !== ErrorType.UNKNOWN) return undefined;
  const read = connection.readAll({ fromPosition: position, maxCount: 1, requiresLeader: true });
  read.on('error', () => {});
  try {
    for await (const _ of read);
    return undefined;
  } catch (reason) {
    return isUnknownPosition(reason) ? badCheckpoint(checkpointAt(position)) : undefined;
  } finally {
    read.cancel().catch(() => {});
  }
}
