import { LEDGER_STREAM } from '#domain/index.js';
import type { EventStore, StoredEvent } from '#event-store/index.js';
import { isHandedOver, readVerifierKey } from '#proof/index.js';

const ROTATED = 'SigningKeyRotated';

/** Another key signs from this event on. */
export interface KeyChange {
  /** Null where the one before was not known. */
  readonly from: string | null;
  readonly to: string;
  /** Whether the key before it signed that it takes over. */
  readonly isHandedOver: boolean;
  readonly at: string;
}

export const isKeyChange = ({ type, stream }: Pick<StoredEvent, 'type' | 'stream'>): boolean =>
  type === ROTATED && stream === LEDGER_STREAM;

/** Errors: where the event is not as the ledger records it, or holds a wrong signature. */
export function keyChangeOf({ data, metadata }: Pick<StoredEvent, 'data' | 'metadata'>): KeyChange {
  const { from, to, signature } = data;
  if (typeof to !== 'string') throw new Error('It names no key.');
  readVerifierKey(to);
  const before = typeof from === 'string' ? from : null;
  const isSigned = signature !== undefined;
  if (isSigned && !(before !== null && isHandedOver({ from: before, to, signature: String(signature) })))
    throw new Error('The signature of the key before it is wrong.');
  return { from: before, to, isHandedOver: isSigned, at: String(metadata.recordedAt) };
}

export interface StoredKeyChange extends KeyChange {
  readonly position: number;
}

/** Oldest first. Errors: those of the store. */
export async function keyChangesIn(store: Pick<EventStore, 'readStream'>): Promise<readonly StoredKeyChange[]> {
  const events = await store.readStream(LEDGER_STREAM);
  return events.filter(isKeyChange).map((event) => ({ ...keyChangeOf(event), position: event.position }));
}

/** The key that is to sign a tree that holds so many of the changes; undefined where no event says it. */
export const keyAfter = (changes: readonly KeyChange[], passed: number): string | undefined =>
  passed > 0 ? changes[passed - 1]?.to : (changes[0]?.from ?? undefined);
