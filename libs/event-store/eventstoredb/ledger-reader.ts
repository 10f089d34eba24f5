import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import {
  type Checkpoint,
  type EventPage,
  type Filter,
  type ReadStreamOptions,
  START,
  type StoredEvent,
} from '../port/port.js';
import {
  badCheckpoint,
  checkpointAt,
  isAfter,
  narrowing,
  ownEvent,
  passes,
  positionOf,
  storedEvent,
} from './client-event.js';
import type { Connection, Connections } from './connection.js';
import { drain, logPosition, whileServerAnswers } from './drain.js';
import { ErrorType, errorTypeOf, isUnknownPosition, streamDeleted, unavailable } from './failures.js';
import type { Semaphore } from './gate.js';
import { createHeadSearch } from './head.js';
import { withTimeout } from './in-time.js';
import { BACKGROUND_TIMEOUTS, type ReadTimeouts, withRetry } from './patience.js';

const LEADER = { requiresLeader: true } as const;
const SEARCH_BATCH = 1_000;

const SEARCH_TIMEOUT_MS = 4_000;

export interface LedgerReader {
  readStream(stream: string, options: ReadStreamOptions): Promise<StoredEvent[]>;
  readAll(after: Checkpoint | typeof START, limit: number, filter: Filter): Promise<EventPage>;
  last(): Promise<StoredEvent | undefined>;
}

export interface ReadingOptions {
  readonly connections: Connections;
  readonly hosts: string;
  readonly prefix: string;
  readonly semaphore: Semaphore;
  readonly timeouts: ReadTimeouts;
  readonly closed: AbortSignal;
}

type Attempt<Result> = (connection: Connection) => Promise<Result>;

/** Reads from the leader, to read your own writes. */
export function createLedgerReader({
  connections,
  hosts,
  prefix,
  semaphore,
  timeouts,
  closed,
}: ReadingOptions): LedgerReader {
  const { responseMs } = timeouts;
  const seeker = createHeadSearch(prefix);
  function ask<Result>(attempt: Attempt<Result>, stream?: string): Promise<Result> {
    const crowded = () => unavailable(hosts, 'too many reads are queued');
    const read = () => withRetry(connections, hosts, timeouts, attempt, closed, stream);
    return semaphore.run(responseMs, read, crowded);
  }

  return {
    readStream(stream, { direction = 'forwards', from, limit = Number.MAX_SAFE_INTEGER }) {
      const start = direction === 'forwards' ? 'start' : 'end';
      const fromRevision = from === undefined ? start : BigInt(from);
      return ask(async (connection) => {
        const events: StoredEvent[] = [];
        const found = connection.readStream(prefix + stream, { direction, fromRevision, maxCount: limit, ...LEADER });
        try {
          await drain(found, responseMs, ({ event }) => {
            if (event) events.push(storedEvent(event, prefix));
            return true;
          });
        } catch (error) {
          if (errorTypeOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
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
      const narrowed = narrowing(filter, prefix);
      const matching = (found: AllStreamResolvedEvent) => {
        const event = ownEvent(found, prefix);
        return event && lets(event) ? event : undefined;
      };
      return ask(async (connection) => {
        const events: StoredEvent[] = [];
        let considered = begin;
        for (;;) {
          // One for the event at `considered`, one to see whether more follow.
          const least = limit - events.length + 2;
          const count = narrowed?.exact ? least : Math.max(least, SEARCH_BATCH);
          const from = considered ?? 'start';
          let received = 0;
          let more = false;
          const found = narrowed
            ? connection.readFiltered({ direction: 'forwards', from, count, filter: narrowed.filter })
            : connection.readAll({ fromPosition: from, maxCount: count, ...LEADER });
          const take = (each: AllStreamResolvedEvent) => {
            received += 1;
            const position = logPosition(each);
            if (considered && !isAfter(position, considered)) return true;
            if (events.length === limit) {
              more = true;
              return false;
            }
            const event = matching(each);
            if (event) events.push(storedEvent(event, prefix));
            considered = position;
            return true;
          };
          await drain(found, responseMs, take, narrowed && whileServerAnswers(connection, timeouts)).catch((error) => {
            throw begin && isUnknownPosition(error) ? badCheckpoint(after) : error;
          });
          if (!more && received >= count) continue;
          const reached = (more ? undefined : seeker.emptyUpTo(considered)) ?? considered;
          return { events, checkpoint: reached ? checkpointAt(reached) : after, end: !more };
        }
      });
    },

    last: lastOf(seeker, ask, { connections, hosts, prefix, semaphore, timeouts, closed }),
  };
}

function lastOf(
  seeker: ReturnType<typeof createHeadSearch>,
  ask: <Result>(attempt: Attempt<Result>) => Promise<Result>,
  { connections, hosts, timeouts, closed }: ReadingOptions,
): () => Promise<StoredEvent | undefined> {
  let first: Promise<StoredEvent | undefined> | undefined;

  function firstSearch(): Promise<StoredEvent | undefined> {
    const attempt = (connection: Connection) => seeker.seek(connection, timeouts, BACKGROUND_TIMEOUTS);
    first ??= withRetry(connections, hosts, timeouts, attempt, closed).finally(() => {
      first = undefined;
    });
    return first;
  }

  return () => {
    if (seeker.hasSearched()) return ask((connection) => seeker.seek(connection, timeouts));
    const searched = firstSearch();
    // Waiting callers get the rejection; without any, it must not be unhandled.
    searched.catch(() => {});
    if (timeouts.waitForSearch) return searched;
    const searching = unavailable(hosts, 'the search for the last event of this ledger is still running');
    return withTimeout(searched, SEARCH_TIMEOUT_MS, searching);
  };
}
