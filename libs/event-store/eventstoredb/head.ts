import type { AllStreamResolvedEvent, Position } from '@eventstore/db-client';
import type { StoredEvent } from '../port/port.js';
import { isAfter, ownEvent, serverFilter, storedEvent } from './client-event.js';
import type { Connection } from './connection.js';
import { drain, logPosition, whileServerAnswers } from './drain.js';
import type { ReadTimeouts } from './patience.js';

/** Events read from the end of the log before a filtered search. */
const TAIL_EVENTS = 8;
const SEARCH_BATCH = 1_000;

interface End {
  readonly newest: Position | undefined;
  readonly own: StoredEvent | undefined;
  readonly complete: boolean;
}

/**
 * Finds the ledger's last event: usually at the end of the log, else by a filtered search, backwards at first and then
 * forwards from the last search.
 */
export function createHeadSearch(prefix: string) {
  const filter = serverFilter({}, prefix);
  let last: StoredEvent | undefined;
  let searchedTo: Position | undefined;

  function ledgerEvent(each: AllStreamResolvedEvent): StoredEvent | undefined {
    const own = ownEvent(each, prefix);
    return own && storedEvent(own, prefix);
  }

  async function endOf(
    connection: Connection,
    { responseMs }: ReadTimeouts,
    until: Position | undefined,
  ): Promise<End> {
    let newest: Position | undefined;
    let own: StoredEvent | undefined;
    let received = 0;
    const options = {
      direction: 'backwards',
      fromPosition: 'end',
      maxCount: TAIL_EVENTS,
      requiresLeader: true,
    } as const;
    const ended = await drain(connection.readAll(options), responseMs, (each) => {
      received += 1;
      const position = logPosition(each);
      newest ??= position;
      if (until && !isAfter(position, until)) return false;
      own = ledgerEvent(each);
      return own === undefined;
    });
    return { newest, own, complete: !ended || received < TAIL_EVENTS };
  }

  async function search(connection: Connection, timeouts: ReadTimeouts, after: Position | undefined) {
    let found: StoredEvent | undefined;
    const direction = after ? 'forwards' : 'backwards';
    for (let from: Position | 'end' = after ?? 'end'; ; ) {
      let received = 0;
      const read = connection.readFiltered({ direction, from, count: SEARCH_BATCH, filter });
      const take = (each: Parameters<typeof logPosition>[0]) => {
        received += 1;
        from = logPosition(each);
        found = ledgerEvent(each) ?? found;
        return after !== undefined || found === undefined;
      };
      const ended = await drain(read, timeouts.responseMs, take, whileServerAnswers(connection, timeouts));
      // A forwards read returns the event at `from` again.
      if (!ended || received < SEARCH_BATCH) return found;
    }
  }

  return {
    /** Position up to which nothing of the ledger follows `place`; undefined where unknown. */
    emptyUpTo(place: Position | undefined): Position | undefined {
      return (place?.commit ?? 0n) < (last?.position ?? 0) || (place && searchedTo && !isAfter(searchedTo, place))
        ? undefined
        : searchedTo;
    },
    hasSearched: () => searchedTo !== undefined,
    async seek(connection: Connection, timeouts: ReadTimeouts, searching = timeouts): Promise<StoredEvent | undefined> {
      const before = searchedTo;
      const end = await endOf(connection, timeouts, before);
      if (before && end.newest && isAfter(before, end.newest)) {
        // The log is shorter than before: it was replaced or restored, so forget the old search.
        last = undefined;
        searchedTo = undefined;
        return this.seek(connection, timeouts, searching);
      }
      const own = end.own ?? (end.complete ? undefined : await search(connection, searching, before));
      if (own && own.position > (last?.position ?? 0)) last = own;
      if (end.newest && (!searchedTo || isAfter(end.newest, searchedTo))) searchedTo = end.newest;
      return last;
    },
  };
}
