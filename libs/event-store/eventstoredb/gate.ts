export interface Gate {
  /** Runs `work` when a slot is free; rejects with `late()` after `timeoutMs` in the queue. */
  pass<Result>(patience: number, work: () => Promise<Result>, late: () => Error): Promise<Result>;
}

export function gate(room: number): Gate {
  let inside = 0;
  const queue: (() => void)[] = [];

  function enter(patience: number, late: () => Error): Promise<void> | undefined {
    if (inside < room) {
      inside += 1;
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
      }, patience);
      queue.push(turn);
    });
  }

  function leave(): void {
    const next = queue.shift();
    if (next) next();
    else inside -= 1;
  }

  return {
    async pass(patience, work, late) {
      await enter(patience, late);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
