/** A token's last use is written at most this often: a read must not cost a write. */
const WRITTEN_EVERY_MS = 60_000;
/** Uses of this time are written together, after the requests that they belong to. */
const GATHERED_MS = 1_000;

export interface TokenUses {
  /** Never waits: a later turn writes it. */
  note(token: string, now: Date): void;
  /** Writes what waits. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export type WriteUses = (uses: readonly { readonly token: string; readonly used_at: string }[]) => Promise<void>;

export function tokenUses(write: WriteUses): TokenUses {
  const noted = new Map<string, number>();
  let waiting = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  async function writeWaiting(): Promise<void> {
    const uses = [...waiting].map(([token, used_at]) => ({ token, used_at }));
    waiting = new Map();
    if (uses.length === 0) return;
    // What could not be written is noted anew at the next use.
    await write(uses).catch(() => {
      for (const { token } of uses) noted.delete(token);
    });
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writeWaiting);
    return writing;
  }

  return {
    note(token, now) {
      if (now.getTime() - (noted.get(token) ?? Number.NEGATIVE_INFINITY) < WRITTEN_EVERY_MS) return;
      noted.set(token, now.getTime());
      waiting.set(token, now.toISOString());
      timer ??= setTimeout(flush, GATHERED_MS).unref();
    },
    flush,
    close: flush,
  };
}
