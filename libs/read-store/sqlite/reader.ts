import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { type ReaderThread, startThread } from './reader-thread.js';

/** Worker threads per connection at most, so that parallel statements of one query run side by side. */
const THREADS = 2;
/** Retries to get all threads on one snapshot while the projector commits; after that, one thread answers. */
const ATTEMPTS = 3;

export interface ReaderConnection extends DatabaseConnection {
  begin(): Promise<void>;
  end(): Promise<void>;
  lives(): boolean;
  close(): Promise<void>;
}

export function openReader(file: string): ReaderConnection {
  const first = startThread(file);
  const threads = [first];
  /** A statement had to wait. Until then one thread is enough, and the process starts sooner. */
  let isOneTooFew = false;
  /** Idle threads on the current snapshot; outside a transaction only the first may run. */
  let free = [first];
  const waiting: ((thread: ReaderThread) => void)[] = [];
  const running = new Set<Promise<unknown[]>>();

  async function run(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const thread = free.pop() ?? (await nextFree());
    try {
      return await thread.run(sql, parameters);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  }

  function nextFree(): Promise<ReaderThread> {
    isOneTooFew = true;
    return new Promise((resolve) => waiting.push(resolve));
  }

  async function begin(): Promise<void> {
    if (isOneTooFew && threads.length < THREADS) threads.push(startThread(file));
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const positions = await Promise.all(threads.map(beginSnapshot));
      free = [...threads];
      if (new Set(positions).size === 1) return;
      await end();
    }
    await beginSnapshot(first);
  }
  async function end(): Promise<void> {
    await Promise.allSettled(running);
    const all = free;
    free = [first];
    await Promise.all(all.map((thread) => thread.run('ROLLBACK')));
  }
  async function close(): Promise<void> {
    await Promise.all(threads.map((thread) => thread.close()));
  }
  /** Closes the connection on failure: the transaction state of its threads is unknown then. */
  const closeOnError = (step: () => Promise<void>) => () =>
    step().catch(async (error) => {
      await close();
      throw error;
    });

  return {
    begin: closeOnError(begin),
    end: closeOnError(end),
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const answer = run(sql, parameters);
      running.add(answer);
      try {
        return { rows: (await answer) as Row[] };
      } finally {
        running.delete(answer);
      }
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator; this one says that there is none.
    async *streamQuery() {
      throw new Error('Read models do not support streaming; query them in pages.');
    },
    lives: () => threads.every((thread) => thread.lives()),
    close,
  };
}

async function beginSnapshot(thread: ReaderThread): Promise<number | undefined> {
  const [, [progress]] = await Promise.all([thread.run('BEGIN'), thread.run('SELECT position FROM progress')]);
  return (progress as { position: number } | undefined)?.position;
}
