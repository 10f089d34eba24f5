import { ReadError } from '../query/errors.js';
import type { ReadStore } from './read-store.js';

/** Errors: `no-read-models` before the first build. */
export async function liveName(store: Pick<ReadStore, 'place' | 'pointer'>): Promise<string> {
  const pointer = await store.pointer();
  if (pointer) return pointer.live;
  throw new ReadError('no-read-models', `${store.place} holds no read models yet; start the server or rebuild.`);
}

/** Errors: `projection-outdated`. */
export function refuseOutdated(projections: readonly string[]): void {
  if (projections.length > 0)
    throw new ReadError(
      'projection-outdated',
      `The read models ${projections.join(', ')} were built by another version; rebuild them.`,
      { projections },
    );
}
