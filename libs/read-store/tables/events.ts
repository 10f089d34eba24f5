import {
  type ActionFact,
  type DecisionFact,
  type GroupFact,
  type ImportFact,
  itemOfStream,
  type Kind,
  type LedgerFact,
  type MeetingFact,
  type MilestoneFact,
  type PartyFact,
  type ProgrammeFact,
  type Recorded,
  type TargetFact,
  type TokenFact,
  upcast,
  type WebhookFact,
} from '#domain/index.js';
import type { StoredEvent } from '#event-store/index.js';

export type AnyFact =
  | TokenFact
  | ActionFact
  | DecisionFact
  | GroupFact
  | ImportFact
  | LedgerFact
  | MeetingFact
  | MilestoneFact
  | PartyFact
  | ProgrammeFact
  | TargetFact
  | WebhookFact;

export type LedgerEvent = Recorded<AnyFact> & { readonly position: number };

/** Claims are unique-key reservations of the store, not events of the ledger. */
export const isClaim = (stream: string) => stream.startsWith('reference-');

/** Upcasts a stored event to its current schema version; `evolve` rejects what it does not know. */
export function ledgerEvent(stored: StoredEvent): LedgerEvent {
  const data = upcast(stored.type, (stored.metadata as { schemaVersion: number }).schemaVersion, stored.data);
  return (data === stored.data ? stored : { ...stored, data }) as unknown as LedgerEvent;
}

/** The reason of the command, or of the fact itself. */
export function reasonOf({ data, metadata }: LedgerEvent): string | undefined {
  return metadata.reason ?? (data as { reason?: string }).reason;
}

/** The item of a stream that holds this ledger's events: `isForeign` tells. */
export function itemOf(stream: string): { readonly kind: Kind; readonly id: string } {
  const item = itemOfStream(stream);
  if (!item) throw new Error(`${stream} is no stream of a kind that this version knows.`);
  return item;
}
