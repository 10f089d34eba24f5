import type { ReadModels } from './read-models.js';
import type { ReadStore } from './read-store.js';

export interface QueryStore extends Pick<ReadStore, 'place' | 'pointer' | 'progress' | 'projections' | 'close'> {
  outdated(name: string): Promise<string[]>;
  models(name: string): Promise<ReadModels>;
}
