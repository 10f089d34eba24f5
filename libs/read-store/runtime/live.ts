import { ReadError } from '../query/errors.js';
import type { ReadStore } from './read-store.js';

/** Errors: `no-read-models` before the first build. */
export async function liveName(store: Pick<ReadStore, 'place' | 'pointer'>): Promise<string> {
  const pointer = await store.pointer();
  if (pointer) return pointer.live;
  throw new ReadError(
    'no-read-models',
    `No read models in ${store.place} yet; start the server or run action-ledger rebuild.`,
  );
}

/** Errors: `projection-outdated`. */
export function refuseOutdated(projections: readonly string[]): void {
  if (projections.length > 0)
    throw new ReadError(
      'projection-outdated',
      `Read models ${projections.join(', ')} were built by another version; run action-ledger rebuild.`,
      { projections },
    );
}
