import { canonicalise, entryOf, type Hash, leafHash, leafRecord, type ProvableEvent } from '#proof/index.js';

/** What is hashed of an event, and what lets a reader of the event hash it again. */
export interface Hashed {
  readonly leaf: Hash;
  /** The record, and the salt, which is for nobody else: with it a text could be guessed. */
  readonly extra: Buffer;
}

export function hashed(ledger: string, event: ProvableEvent): Hashed {
  const record = leafRecord(ledger, event);
  const told = { record: { ...record }, ...(event.salt !== undefined && { salt: event.salt }) };
  return { leaf: leafHash(entryOf(record)), extra: Buffer.from(canonicalise(told)) };
}
