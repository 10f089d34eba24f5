import type { AllStreamResolvedEvent, Position } from '@eventstore/db-client';
import type { StoredEvent } from '../port/port.js';
import { isAfter, ownEvent, serverFilter, storedEvent } from './client-event.js';
import type { Connection } from './connection.js';
import { drain, placeOf, whileItAnswers } from './drain.js';
import type { Patience } from './patience.js';

/** So many of the log's last events are looked at before the server is asked to search. */
const NEAR = 8;
const STRETCH = 1_000;

/** What the last events of the log say. */
interface End {
  /** The last event of all; undefined in an empty log. */
  readonly newest: Position | undefined;
  /** The ledger's last event, where it is among them. */
  readonly own: StoredEvent | undefined;
  /** Whether they go back to what was looked at before. */
  readonly whole: boolean;
}

/**
 * Looks for the ledger's last event. Most often it stands at the end of the log; otherwise the server
 * searches what others have written: backwards from the end the first time, then only what came since.
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

  /** The ledger's last event: after a place, found forwards, or anywhere, found backwards. */
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
      // Forwards the last event is given again.
      if (!ended || given < STRETCH) return found;
    }
  }

  return {
    /** Up to where nothing of the ledger's follows a place, as far as was looked; undefined where that is not known. */
    nothingUpTo(place: Position | undefined): Position | undefined {
      return (place?.commit ?? 0n) < (last?.position ?? 0) || (place && looked && !isAfter(looked, place))
        ? undefined
        : looked;
    },
    /** Whether the log has been searched once. */
    hasLooked: () => looked !== undefined,
    /** `searching` is the patience for what the server may have to search for. */
    async seek(connection: Connection, patience: Patience, searching = patience): Promise<StoredEvent | undefined> {
      const before = looked;
      const end = await endOf(connection, patience, before);
      if (before && end.newest && isAfter(before, end.newest)) {
        // The log ends before what was seen of it: it is another one, or was put back.
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
