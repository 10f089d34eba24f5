import { type LiveTokens, liveTokens } from './credential.js';

/** Longest delay until a revocation by another process applies, in milliseconds. */
const RELOAD_EVERY_MS = 1_000;
/** While the database is unavailable, cached tokens stay valid this long, in milliseconds. */
const TRUSTED_MS = 4_000;

export interface TokenCache {
  current(): Promise<LiveTokens>;
  invalidate(): Promise<void>;
}

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
      // A running load may have read before the write.
      await loading?.catch(() => {});
      stale = true;
    },
  };
}
