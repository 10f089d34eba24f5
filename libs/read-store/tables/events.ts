import {
  type AccessFact,
  type ActionFact,
  type DecisionFact,
  type GroupFact,
  type Kind,
  type LedgerFact,
  type MeetingFact,
  type MilestoneFact,
  type PartyFact,
  type ProgrammeFact,
  type Recorded,
  type TargetFact,
  upcast,
  type WebhookFact,
} from '#domain/index.js';

import type { StoredEvent } from '#event-store/index.js';

export type AnyFact =
  | AccessFact
  | ActionFact
  | DecisionFact
  | GroupFact
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

export function itemOf(stream: string): { kind: Kind; id: string } {
  const dash = stream.indexOf('-');
  if (dash < 0) return { kind: stream as Kind, id: stream };
  return { kind: stream.slice(0, dash) as Kind, id: stream.slice(dash + 1) };
}
