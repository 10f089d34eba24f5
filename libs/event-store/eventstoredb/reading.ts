import type { AllStreamResolvedEvent, Position, StreamingRead } from '@eventstore/db-client';
import { type Checkpoint, type Filter, type Page, type ReadStreamOptions, START, type StoredEvent } from '../port.js';
import type { Connection, Connections } from './connection.js';
import { ErrorType, isUnknownPosition, kindOf, streamDeleted, unavailable } from './failures.js';
import type { Gate } from './gate.js';
import { PATIENCE_MS, patiently, watch } from './patience.js';
import { badCheckpoint, checkpointAt, isAfter, ownEvent, passes, positionOf, storedEvent } from './recorded.js';

const LEADER = { requiresLeader: true } as const;
/** Events asked for at a time when most are passed over. */
const STRETCH = 1_000;

export interface Reading {
  readStream(stream: string, options: ReadStreamOptions): Promise<StoredEvent[]>;
  readAll(after: Checkpoint | typeof START, limit: number, filter: Filter): Promise<Page>;
  /** The ledger's last event. */
  last(): Promise<StoredEvent | undefined>;
}

/** Reads from the leader, so that what was just written is read. */
export function reading(connections: Connections, hosts: string, prefix: string, gate: Gate): Reading {
  function ask<Result>(attempt: Attempt<Result>, stream?: string): Promise<Result> {
    const until = performance.now() + PATIENCE_MS;
    const crowded = () => unavailable(hosts, 'too many reads wait for it');
    return gate.pass(PATIENCE_MS, () => patiently(connections, hosts, attempt, until, stream), crowded);
  }

  return {
    readStream(stream, { direction = 'forwards', from, limit = Number.MAX_SAFE_INTEGER }) {
      const start = direction === 'forwards' ? 'start' : 'end';
      const fromRevision = from === undefined ? start : BigInt(from);
      return ask(async (connection, patience) => {
        const events: StoredEvent[] = [];
        const found = connection.readStream(prefix + stream, { direction, fromRevision, maxCount: limit, ...LEADER });
        try {
          await drain(found, patience, ({ event }) => {
            if (event) events.push(storedEvent(event, prefix));
            return true;
          });
        } catch (error) {
          if (kindOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
          throw error;
        }
        const first = direction === 'forwards' ? (from ?? 0) : 0;
        const begins = direction === 'forwards' ? events[0] : events.length < limit ? events.at(-1) : undefined;
        if (begins && begins.revision !== first) throw streamDeleted(stream);
        return events;
      }, stream);
    },

    readAll(after, limit, filter) {
      const begin = positionOf(after);
      const lets = passes(filter, prefix);
      const matching = (found: AllStreamResolvedEvent) => {
        const event = ownEvent(found, prefix);
        return event && lets(event) ? event : undefined;
      };
      return ask(async (connection, patience) => {
        const events: StoredEvent[] = [];
        let considered = begin;
        for (;;) {
          // One that stands at the position already considered, and one to see whether anything follows.
          const asked = Math.max(limit - events.length + 2, STRETCH);
          let given = 0;
          let more = false;
          const found = connection.readAll({ fromPosition: considered ?? 'start', maxCount: asked, ...LEADER });
          await drain(found, patience, (each) => {
            given += 1;
            const position = placeOf(each);
            if (considered && !isAfter(position, considered)) return true;
            if (events.length === limit) {
              more = true;
              return false;
            }
            const event = matching(each);
            if (event) events.push(storedEvent(event, prefix));
            considered = position;
            return true;
          }).catch((error) => {
            throw begin && isUnknownPosition(error) ? badCheckpoint(after) : error;
          });
          if (more || given < asked)
            return { events, checkpoint: considered ? checkpointAt(considered) : after, end: !more };
        }
      });
    },

    last: lastOf(ask, prefix),
  };
}

type Attempt<Result> = (connection: Connection, patience: number) => Promise<Result>;

/**
 * The ledger's last event. It is looked for from the end of the log backwards, past what others have
 * written, as far as was looked before.
 */
function lastOf(
  ask: (attempt: Attempt<StoredEvent | undefined>) => Promise<StoredEvent | undefined>,
  prefix: string,
): () => Promise<StoredEvent | undefined> {
  let last: StoredEvent | undefined;
  let looked: Position = { commit: -1n, prepare: -1n };
  return () =>
    ask(async (connection, patience) => {
      let newest: Position | undefined;
      let from = 'end' as Position | 'end';
      for (let asked = 8; ; asked = STRETCH) {
        let given = 0;
        let found: StoredEvent | undefined;
        const read = connection.readAll({ direction: 'backwards', fromPosition: from, maxCount: asked, ...LEADER });
        const whole = await drain(read, patience, (each) => {
          given += 1;
          const position = placeOf(each);
          newest ??= position;
          from = position;
          const own = ownEvent(each, prefix);
          found = own && storedEvent(own, prefix);
          return !found && isAfter(position, looked);
        });
        if (whole && given === asked) continue;
        if (found && found.position > (last?.position ?? 0)) last = found;
        if (newest && isAfter(newest, looked)) looked = newest;
        return last;
      }
    });
}

/** Where an event stands in the log. */
function placeOf({ event, commitPosition = 0n }: AllStreamResolvedEvent): Position {
  return event?.position ?? { commit: commitPosition, prepare: commitPosition };
}

/**
 * Hands over what a read gives, until it ends or `take` says that it has enough; true when it ended. It is cancelled
 * then, because leaving the loop alone would leave it open on the server, which has room for a hundred.
 */
async function drain<Found>(
  found: StreamingRead<Found>,
  patience: number,
  take: (each: Found) => boolean,
): Promise<boolean> {
  // An error that comes when nobody reads any more is none.
  found.on('error', () => {});
  const watching = watch(patience, () => found.destroy(new Error('it said nothing for too long')));
  try {
    for await (const each of found) {
      watching.progress();
      if (!take(each)) return false;
    }
    return true;
  } finally {
    watching.stop();
    found.cancel().catch(() => {});
  }
}
