import type { AllStreamResolvedEvent, Position } from '@eventstore/db-client';
import type { StoredEvent } from '../port/port.js';
import { isAfter, ownEvent, serverFilter, storedEvent } from './client-event.js';
import type { Connection } from './connection.js';
import { drain, placeOf, whileItAnswers } from './drain.js';
import type { Patience } from './patience.js';

/** Events read from the end of the log before a filtered search. */
const NEAR = 8;
const STRETCH = 1_000;

interface End {
  readonly newest: Position | undefined;
  readonly own: StoredEvent | undefined;
  readonly whole: boolean;
}

/**
 * Finds the ledger's last event: usually at the end of the log, else by a filtered search, backwards at first and then
 * forwards from the last search.
 */
export function headSeeker(prefix: string) {
  const filter = serverFilter({}, prefix);
  let last: StoredEvent | undefined;
  let looked: Position | undefined;

  function ledgerEvent(each: AllStreamResolvedEvent): StoredEvent | undefined {
    const own = ownEvent(each, prefix);
    return own && storedEvent(own, prefix);
  }

  async function endOf(connection: Connection, { silenceMs }: Patience, until: Position | undefined): Promise<End> {
    let newest: Position | undefined;
    let own: StoredEvent | undefined;
    let given = 0;
    const asked = { direction: 'backwards', fromPosition: 'end', maxCount: NEAR, requiresLeader: true } as const;
    const ended = await drain(connection.readAll(asked), silenceMs, (each) => {
      given += 1;
      const position = placeOf(each);
      newest ??= position;
      if (until && !isAfter(position, until)) return false;
      own = ledgerEvent(each);
      return own === undefined;
    });
    return { newest, own, whole: !ended || given < NEAR };
  }

  async function search(connection: Connection, patience: Patience, after: Position | undefined) {
    let found: StoredEvent | undefined;
    const direction = after ? 'forwards' : 'backwards';
    for (let from: Position | 'end' = after ?? 'end'; ; ) {
      let given = 0;
      const read = connection.readFiltered({ direction, from, count: STRETCH, filter });
      const take = (each: Parameters<typeof placeOf>[0]) => {
        given += 1;
        from = placeOf(each);
        found = ledgerEvent(each) ?? found;
        return after !== undefined || found === undefined;
      };
      const ended = await drain(read, patience.silenceMs, take, whileItAnswers(connection, patience));
      // A forwards read returns the event at `from` again.
      if (!ended || given < STRETCH) return found;
    }
  }

  return {
    /** Position up to which nothing of the ledger follows `place`; undefined where unknown. */
    nothingUpTo(place: Position | undefined): Position | undefined {
      return (place?.commit ?? 0n) < (last?.position ?? 0) || (place && looked && !isAfter(looked, place))
        ? undefined
        : looked;
    },
    hasLooked: () => looked !== undefined,
    async seek(connection: Connection, patience: Patience, searching = patience): Promise<StoredEvent | undefined> {
      const before = looked;
      const end = await endOf(connection, patience, before);
      if (before && end.newest && isAfter(before, end.newest)) {
        // The log is shorter than before: it was replaced or restored, so forget the old search.
        last = undefined;
        looked = undefined;
        return this.seek(connection, patience, searching);
      }
      const own = end.own ?? (end.whole ? undefined : await search(connection, searching, before));
      if (own && own.position > (last?.position ?? 0)) last = own;
      if (end.newest && (!looked || isAfter(end.newest, looked))) looked = end.newest;
      return last;
    },
  };
}
