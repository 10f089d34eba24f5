import type { StoreLocation } from '#event-store/location.js';
import type { PoisonEvent } from '#read-store/runtime/apply.js';
import type { Foreign } from '#read-store/runtime/foreign.js';
import type { ReadLocation } from '#read-store/runtime/read-location.js';

export interface ProjectorData {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
  /** False where another process projects; this one then only follows. */
  readonly projects: boolean;
}

export type ProjectorMessage =
  | { readonly kind: 'started' }
  /** Their position is at least that of the read models served before. */
  | { readonly kind: 'live'; readonly name: string; readonly position: number }
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'foreign'; readonly foreign: Foreign }
  | { readonly kind: 'poison'; readonly projection: string; readonly poison: PoisonEvent }
  /** The projector retries by itself; `error` is null once it works again. */
  | { readonly kind: 'degraded'; readonly error: string | null };
