import type { Pointer, ReadStore } from '#read-store/runtime/read-store.js';

/** Keeps up with which read models are served and where they stand. */
export interface LiveVersionTracker {
  /** Looks again at the pointer and at where the live read models stand. */
  refresh(): Promise<Pointer | undefined>;
  /** Read models have been moved on. */
  advance(name: string, position: number): void;
}

export interface LiveVersionOptions {
  readonly onLive: (name: string, position: number) => void;
  readonly onPosition: (position: number) => void;
}

/**
 * Follows the live read models: those that were rebuilt are served as soon as they stand where the ones before them
 * stand, at once where those are not kept; and those that other code has made are not served.
 */
export function trackLiveVersion(
  store: Pick<ReadStore, 'pointer' | 'progress' | 'outdated'>,
  { onLive, onPosition }: LiveVersionOptions,
): LiveVersionTracker {
  let wanted: string | undefined;
  /** Those before are not kept up: where they stand says nothing of the store any more. */
  let anew = false;
  let served: { readonly name: string; position: number } | undefined;

  function moved(name: string, position: number): void {
    if (served?.name === name) {
      if (position <= served.position) return;
      served.position = position;
      onPosition(position);
      return;
    }
    if (name !== wanted || (served && position < served.position && !anew)) return;
    served = { name, position };
    onLive(name, position);
  }

  return {
    advance: moved,
    async refresh() {
      const pointer = await store.pointer();
      if (!pointer) return undefined;
      const { live, previous } = pointer;
      if (live !== wanted && (await store.outdated(live)).length === 0) {
        wanted = live;
        anew = previous === null;
      }
      const asked = wanted ?? served?.name;
      if (asked !== undefined) moved(asked, (await store.progress(asked)).position);
      return pointer;
    },
  };
}
