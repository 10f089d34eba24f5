import { type LiveTokens, liveTokens } from './credential.js';

/** How long a revocation by another process may go unseen. */
const RELOAD_EVERY_MS = 1_000;
/** While the database does not answer, the last known tokens hold for so long and no longer. */
const TRUSTED_MS = 4_000;

/** The live tokens in memory, so that a request needs no query. */
export interface TokenCache {
  current(): Promise<LiveTokens>;
  /** Makes the next `current` see what was just written. */
  invalidate(): Promise<void>;
}

/** Caches what `load` reads. Errors: those of `load`, once what was last read is no longer trusted. */
export function tokenCache(load: () => Promise<Parameters<typeof liveTokens>[0]>): TokenCache {
  let live = liveTokens([]);
  let loadedAt = Number.NEGATIVE_INFINITY;
  let stale = true;
  let loading: Promise<void> | undefined;

  async function reload(): Promise<void> {
    const began = performance.now();
    live = liveTokens(await load());
    loadedAt = began;
    stale = false;
  }

  function reloadOnce(): Promise<void> {
    loading ??= reload().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  return {
    async current() {
      if (!stale && performance.now() - loadedAt < RELOAD_EVERY_MS) return live;
      await reloadOnce().catch((error) => {
        if (performance.now() - loadedAt > TRUSTED_MS) throw error;
      });
      return live;
    },
    async invalidate() {
      // A load that is under way may have read before the write.
      await loading?.catch(() => {});
      stale = true;
    },
  };
}
