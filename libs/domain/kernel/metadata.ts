import type { Instant, OccurredAt } from './calendar.js';
import type { Role } from './roles.js';

/** The credential's party, as it then was: kept in every event so that history survives erasure. */
export interface Actor {
  readonly party: string;
  readonly kind: 'organisation' | 'post' | 'person' | 'system';
  readonly organisation?: string;
  readonly post?: string;
  readonly roles: readonly Role[];
}

export interface OnBehalfOf {
  readonly party: string;
  /** A minute, an e-mail, a date: how it is known that the party wanted it. */
  readonly source: string;
}

export interface Principal {
  readonly actor: Actor;
  readonly token?: string;
  readonly programmes: readonly string[];
  readonly groups?: readonly string[];
  readonly onBehalfOf?: OnBehalfOf;
}

/** What is known of an event besides its data: docs/architecture.md, section 4. */
export interface EventMetadata extends CommandMetadata {
  /** The version of its type that it was written with. */
  readonly schemaVersion: number;
}

export interface CommandMetadata {
  /** When the store took the event. */
  readonly recordedAt: Instant;
  readonly actor: Actor;
  readonly onBehalfOf?: OnBehalfOf;
  /** When it was true in the world. */
  readonly occurredAt: OccurredAt;
  readonly reason?: string;
  readonly commandId: string;
  /** SHA-256 of the canonical command, so that a key reused for another body is found out. */
  readonly bodyHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** The meeting's id. */
  readonly meeting?: string;
  readonly minuteRef?: string;
  readonly source?: Source;
}

/** Where an imported item stands in its document. */
export interface Source {
  readonly document: string;
  readonly heading?: string;
  readonly line?: number;
  /** Where in it, in words. */
  readonly detail?: string;
  /** By when the document said it: what it says without a time was true by then. */
  readonly statedBy?: OccurredAt;
  /** SHA-256 of the document's file. */
  readonly sha256?: string;
  /** The import that it came with, by reference. */
  readonly import?: string;
}

export function answersFor(by: { readonly actor: Actor; readonly onBehalfOf?: OnBehalfOf }): string {
  return by.onBehalfOf?.party ?? by.actor.party;
}
