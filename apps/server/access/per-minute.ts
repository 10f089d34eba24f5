export interface PerMinute {
  /** Counts one more of a key, and answers how many there were in this minute. */
  count(key: string): number;
}

export function perMinute(): PerMinute {
  let minute = 0;
  let counts = new Map<string, number>();
  return {
    count(key) {
      const now = Math.floor(Date.now() / 60_000);
      if (now !== minute) {
        minute = now;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
  };
}
