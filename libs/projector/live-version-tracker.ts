import type { Pointer, ReadStore } from '#read-store/index.js';

export interface LiveVersionTracker {
  refresh(): Promise<Pointer | undefined>;
  advance(name: string, position: number): void;
}

export interface LiveVersionOptions {
  readonly onLive: (name: string, position: number) => void;
  readonly onPosition: (position: number) => void;
}

/**
 * Tracks which read models to serve. Rebuilt ones go live once they reach the served position, at once when `previous`
 * is null; outdated ones never.
 */
export function trackLiveVersion(
  store: Pick<ReadStore, 'pointer' | 'progress' | 'outdated'>,
  { onLive, onPosition }: LiveVersionOptions,
): LiveVersionTracker {
  let wanted: string | undefined;
  /** The previous read models belong to another history, so their position cannot be compared. */
  let replaceAtOnce = false;
  let served: { readonly name: string; position: number } | undefined;

  function advance(name: string, position: number): void {
    if (served?.name === name) {
      if (position <= served.position) return;
      served.position = position;
      onPosition(position);
      return;
    }
    if (name !== wanted || (served && position < served.position && !replaceAtOnce)) return;
    served = { name, position };
    onLive(name, position);
  }

  return {
    advance,
    async refresh() {
      const pointer = await store.pointer();
      if (!pointer) return undefined;
      const { live, previous } = pointer;
      if (live !== wanted && (await store.outdated(live)).length === 0) {
        wanted = live;
        replaceAtOnce = previous === null;
      }
      const followed = wanted ?? served?.name;
      if (followed !== undefined) advance(followed, (await store.progress(followed)).position);
      return pointer;
    },
  };
}
