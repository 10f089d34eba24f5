import type { ReadModels } from './read-models.js';
import type { ReadStore } from './read-store.js';

/** Read models that are only asked: what they need to be written is not loaded. */
export interface AskedStore extends Pick<ReadStore, 'place' | 'pointer' | 'progress' | 'projections' | 'close'> {
  /** As of ReadStore, for the projections of this code. */
  outdated(name: string): Promise<string[]>;
  models(name: string): Promise<ReadModels>;
}
