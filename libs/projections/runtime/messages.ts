import type { StoreLocation } from '#event-store/location.js';
import type { PoisonEvent } from './apply.js';

/** What the projector's thread is started with. */
export interface ProjectorData {
  readonly dataDir: string;
  readonly events: StoreLocation;
}

/** What the projector's thread tells. */
export type ProjectorNews =
  /** A file is served from now on; it stands at least where the one before it stood. */
  | { readonly kind: 'live'; readonly file: string; readonly position: number }
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'poison'; readonly projection: string; readonly poison: PoisonEvent }
  | { readonly kind: 'failed'; readonly error: string };
