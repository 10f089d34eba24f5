import type { AccessFact } from '#domain/access/events.js';
import type { ActionFact } from '#domain/action/events.js';
import { upcast } from '#domain/catalogue/upcasters.js';
import type { DecisionFact } from '#domain/decision/events.js';
import type { GroupFact } from '#domain/group/events.js';
import type { Kind, Recorded } from '#domain/kernel/decider.js';
import type { LedgerFact } from '#domain/ledger/events.js';
import type { MeetingFact } from '#domain/meeting/events.js';
import type { MilestoneFact } from '#domain/milestone/events.js';
import type { PartyFact } from '#domain/party/events.js';
import type { ProgrammeFact } from '#domain/programme/events.js';
import type { TargetFact } from '#domain/target/events.js';
import type { WebhookFact } from '#domain/webhook/events.js';
import type { StoredEvent } from '#event-store/port/port.js';

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
