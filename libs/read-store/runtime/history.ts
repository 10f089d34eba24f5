import { LEDGER_STREAM, type LedgerFact } from '#domain/index.js';
import { type EventStore, type StoredEvent, StoreError } from '#event-store/index.js';
import { ReadError } from '../query/errors.js';

export interface StoreIdentity {
  readonly ledger: string | null;
  readonly event: string | null;
}

export const NO_IDENTITY: StoreIdentity = { ledger: null, event: null };

/** The recording time matters: a retried command gives the same event id, recorded at another time. */
type LastEvent = Pick<StoredEvent, 'stream' | 'revision' | 'position' | 'id'> & { readonly recordedAt: string };

/** Events without `recordedAt` are foreign, so they do not identify the history. */
export function identityAfter(before: StoreIdentity, events: readonly StoredEvent[]): StoreIdentity {
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

export interface OtherHistory {
  /** `history`: the last applied event is missing; `ledger`: another ledger; `none`: an empty store. */
  readonly of: 'history' | 'ledger' | 'none';
  readonly detail: string;
}

const RESTORED = 'After a restore, restart the server or run action-ledger rebuild.';

/** Undefined where the store holds the last applied event, whatever follows it. Errors: those of the store. */
export async function otherHistory(
  store: Pick<EventStore, 'readStream'>,
  { ledger, event }: StoreIdentity,
): Promise<OtherHistory | undefined> {
  if (event === null) return undefined;
  const last = JSON.parse(event) as LastEvent;
  if (isSameEvent(last, await eventAt(store, last))) return undefined;
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  const builtFrom = `Read models were built up to event ${last.id} at position ${last.position} of ledger ${ledger}`;
  if (!first) {
    const detail = `${builtFrom}, but the store holds no ledger. Restore its events; a new ledger needs its own read models.`;
    return { of: 'none', detail };
  }
  const found = ledgerIn(first);
  if (found !== ledger) {
    const detail = `${builtFrom}, but the store holds ledger ${found}. Configure the store and the read models of one ledger.`;
    return { of: 'ledger', detail };
  }
  return { of: 'history', detail: `${builtFrom}, but the store does not hold that event. ${RESTORED}` };
}

/** Errors: `read-models-of-another-history`. */
export async function requireHistory(store: Pick<EventStore, 'readStream'>, kept: StoreIdentity): Promise<void> {
  const other = await otherHistory(store, kept);
  if (other) throw anotherHistory(other);
}

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
    // A deleted stream counts as a missing event.
    if (error instanceof StoreError && error.code === 'stream-deleted') return undefined;
    throw error;
  }
}

function isSameEvent(last: LastEvent, found: StoredEvent | undefined): boolean {
  return (
    found?.id === last.id &&
    found.revision === last.revision &&
    found.position === last.position &&
    found.metadata.recordedAt === last.recordedAt
  );
}
