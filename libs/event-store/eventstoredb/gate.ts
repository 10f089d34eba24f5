export interface Semaphore {
  /** Runs `work` when a slot is free; rejects with `late()` after `timeoutMs` in the queue. */
  run<Result>(timeoutMs: number, work: () => Promise<Result>, late: () => Error): Promise<Result>;
}

export function semaphore(limit: number): Semaphore {
  let running = 0;
  const queue: (() => void)[] = [];

  function acquire(timeoutMs: number, late: () => Error): Promise<void> | undefined {
    if (running < limit) {
      running += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(turn), 1);
        reject(late());
      }, timeoutMs);
      queue.push(turn);
    });
  }

  function release(): void {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async run(timeoutMs, work, late) {
      await acquire(timeoutMs, late);
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
