import type { LedgerFact } from '#domain/ledger/events.js';
import { LEDGER_STREAM } from '#domain/ledger/state.js';
import { StoreError } from '#event-store/port/errors.js';
import type { EventStore, StoredEvent } from '#event-store/port/port.js';
import { ReadError } from '../query/errors.js';

/** What read models keep to know the store again that they were made from. */
export interface HistoryKept {
  /** The id of the ledger; null until its first event was applied. */
  readonly ledger: string | null;
  /** The last event of the ledger that was applied, as JSON of `LastEvent`; null before the first. */
  readonly event: string | null;
}

export const NO_HISTORY: HistoryKept = { ledger: null, event: null };

/** An event as it is found in its stream again. A command that is sent again makes the same id, at another time. */
type LastEvent = Pick<StoredEvent, 'stream' | 'revision' | 'position' | 'id'> & { readonly recordedAt: string };

/** What is kept once events are applied. What has no time of recording is none of the ledger's own. */
export function historyAfter(before: HistoryKept, events: readonly StoredEvent[]): HistoryKept {
  const last = events.findLast(({ metadata }) => typeof metadata.recordedAt === 'string');
  if (!last) return before;
  const { stream, revision, position, id, metadata } = last;
  const event: LastEvent = { stream, revision, position, id, recordedAt: String(metadata.recordedAt) };
  const ledger = before.ledger ?? events.map(ledgerIn).find((each) => each !== undefined) ?? null;
  return { ledger, event: JSON.stringify(event) };
}

function ledgerIn({ stream, type, data }: StoredEvent): string | undefined {
  const opened: LedgerFact['type'] = 'LedgerOpened';
  if (stream !== LEDGER_STREAM || type !== opened) return undefined;
  return (data as Extract<LedgerFact, { type: 'LedgerOpened' }>['data']).ledger;
}

/** How a store differs from the one that read models were made from. */
export interface OtherHistory {
  /** `history`: the ledger's own, without the last event that was applied; `ledger`: another's; `none`: it holds none. */
  readonly of: 'history' | 'ledger' | 'none';
  /** What is wrong and what to do, for people. */
  readonly detail: string;
}

const STAND = 'The read models stand on';
const RESTORED =
  'Where it was restored, restart the server or run action-ledger rebuild, which makes them anew from it.';

/**
 * How a store differs from the one that read models were made from; undefined where it holds the last event that they
 * applied, however much follows. Errors: those of the store.
 */
export async function otherHistory(
  store: Pick<EventStore, 'readStream'>,
  { ledger, event }: HistoryKept,
): Promise<OtherHistory | undefined> {
  if (event === null) return undefined;
  const last = JSON.parse(event) as LastEvent;
  if (isThere(last, await eventAt(store, last))) return undefined;
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  const stands = `${STAND} the event ${last.id} at position ${last.position} of ledger ${ledger}`;
  if (!first) {
    const detail = `${stands}, and the store holds no ledger. Put the ledger's events back; a new ledger needs read models of its own.`;
    return { of: 'none', detail };
  }
  const found = ledgerIn(first);
  if (found !== ledger) {
    const detail = `${stands}, and the store holds ledger ${found}. Name the store of that ledger, or read models of this one.`;
    return { of: 'ledger', detail };
  }
  return { of: 'history', detail: `${stands}, which the store does not hold there. ${RESTORED}` };
}

/** Fails with `read-models-of-another-history` where a store is not the one that read models were made from. */
export async function requireHistory(store: Pick<EventStore, 'readStream'>, kept: HistoryKept): Promise<void> {
  const other = await otherHistory(store, kept);
  if (other) throw anotherHistory(other);
}

/** The code of the error that says so. */
export const ANOTHER_HISTORY = 'read-models-of-another-history';

export function anotherHistory({ of, detail }: OtherHistory): ReadError {
  return new ReadError(ANOTHER_HISTORY, detail, { of });
}

async function eventAt(
  store: Pick<EventStore, 'readStream'>,
  { stream, revision }: LastEvent,
): Promise<StoredEvent | undefined> {
  try {
    return (await store.readStream(stream, { from: revision, limit: 1 }))[0];
  } catch (error) {
    // What was deleted on the server is held no longer, as what was never there.
    if (error instanceof StoreError && error.code === 'stream-deleted') return undefined;
    throw error;
  }
}

function isThere(last: LastEvent, found: StoredEvent | undefined): boolean {
  return (
    found?.id === last.id &&
    found.revision === last.revision &&
    found.position === last.position &&
    found.metadata.recordedAt === last.recordedAt
  );
}
