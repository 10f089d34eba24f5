import type { StoreLocation } from '#event-store/index.js';
import type { MetricSample } from '#platform/index.js';
import type { Foreign, PoisonEvent, ReadLocation } from '#read-store/index.js';

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
  /** A metric sample for the main thread. */
  | { readonly kind: 'measured'; readonly measurement: MetricSample }
  /** The projector retries by itself; `error` is null once it works again. */
  | { readonly kind: 'degraded'; readonly error: string | null };
