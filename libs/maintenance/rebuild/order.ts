import type { StoreLocation } from '#event-store/location.js';
import type { ReadLocation } from '#projector/read-location.js';

/** What is to be rebuilt from what; sent, for it may hold secrets that the arguments of a process would show. */
export interface RebuildOrder {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
}
