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
import { ErrorType, isUnknownPosition, kindOf, refusalOf } from './failures.js';
import { isAway } from './patience.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/**
 * How much is taken before it is asked for: as many messages as they came, and as many taken apart. Who writes many at a
 * time pauses between them, and a server gives in a pause only as much as there is room for.
 */
const AHEAD = { highWaterMark: 2_500 };

/** How far the server has looked, put among the events where it said so. */
class Mark {
  constructor(readonly position: Position) {}
}

/**
 * Everything after a checkpoint that a filter lets through, then everything that comes, until the signal aborts. The
 * client never takes up a subscription that was dropped, for whatever reason: this does, from the last event or mark
 * that it has given, as often as it must, and waits a little longer each time.
 */
export async function* follow(
  connections: Connections,
  prefix: string,
  after: Checkpoint | typeof START,
  filter: Filter,
  signal: AbortSignal,
): AsyncGenerator<Notice> {
  let last = positionOf(after);
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const connection = connections.current();
    try {
      for await (const notice of subscribed(connection, prefix, last, filter, signal)) {
        if (signal.aborted) return;
        last = notice.at;
        pause = FIRST_PAUSE_MS;
        yield notice.notice;
      }
    } catch (error) {
      if (signal.aborted) return;
      const refusal = refusalOf(error) ?? (await whyNot(connection, last, error));
      if (refusal) throw refusal;
      if (isAway(error)) connections.failed(connection);
    }
    await delay(pause * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** What one subscription gives, until it is dropped. */
async function* subscribed(
  connection: Connection,
  prefix: string,
  after: Position | undefined,
  filter: Filter,
  signal: AbortSignal,
): AsyncGenerator<{ at: Position; notice: Notice }> {
  const lets = passes(filter, prefix);
  let last = after;
  const asked: SubscribeToAllOptions = {
    fromPosition: after ?? START,
    requiresLeader: true,
    filter: {
      ...serverFilter(filter, prefix),
      // Told beside the events, which may still wait to be read: so it is put in their line.
      checkpointReached: (to, position) => void to.push(new Mark(position)),
    },
  };
  const subscription = connection.subscribeToAll(asked, AHEAD);
  // An error that comes when nobody reads any more is none.
  subscription.on('error', () => {});
  const abort = () => subscription.destroy();
  signal.addEventListener('abort', abort);
  try {
    for await (const found of withMarks(subscription)) {
      if (found instanceof Mark) {
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
    // Leaving the loop alone would leave it open on the server, which has room for a hundred.
    subscription.unsubscribe().catch(() => {});
  }
}

const withMarks = (subscription: AllStreamSubscription): AsyncIterable<AllStreamResolvedEvent | Mark> => subscription;

/** Asks whether the position is what the server objects to, which a subscription's error does not say. */
async function whyNot(
  connection: Connection,
  position: Position | undefined,
  error: unknown,
): Promise<StoreError | undefined> {
  if (!position || kindOf(error) !== ErrorType.UNKNOWN) return undefined;
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
