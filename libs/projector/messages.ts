import type { StoreLocation } from '#event-store/location.js';
import type { PoisonEvent } from '#read-store/runtime/apply.js';
import type { Foreign } from '#read-store/runtime/foreign.js';
import type { ReadLocation } from '#read-store/runtime/read-location.js';

/** What the projector's thread is started with. */
export interface ProjectorData {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
  /** False where another process projects: this one follows what that one does. */
  readonly projects: boolean;
}

/** What the projector's thread tells. */
export type ProjectorNews =
  /** It has looked at the read models; those that can be served are so already. */
  | { readonly kind: 'started' }
  /** Read models are served from now on; they stand at least where those before them stood. */
  | { readonly kind: 'live'; readonly name: string; readonly position: number }
  | { readonly kind: 'position'; readonly position: number }
  /** How many events have been passed over that are not the ledger's. */
  | { readonly kind: 'foreign'; readonly foreign: Foreign }
  | { readonly kind: 'poison'; readonly projection: string; readonly poison: PoisonEvent }
  /** It does not get on, and tries again by itself; `error` null once it does. */
  | { readonly kind: 'hindered'; readonly error: string | null };
