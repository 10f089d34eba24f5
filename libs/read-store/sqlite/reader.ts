import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { type ReaderThread, startThread } from './reader-thread.js';

/** How many statements of a question run side by side, of those that it asks at once. */
const THREADS = 2;
/** How often the threads begin anew where the projector came between them; then one answers alone. */
const ATTEMPTS = 3;

/** A read-only connection: what is asked between `begin` and `end` is answered from one snapshot. */
export interface ReaderConnection extends DatabaseConnection {
  begin(): Promise<void>;
  end(): Promise<void>;
  /** False once one of its threads has ended: whatever is asked of it fails. */
  lives(): boolean;
  close(): Promise<void>;
}

/** Opens a reader; its first statement fails where the file cannot be opened. */
export function openReader(file: string): ReaderConnection {
  const first = startThread(file);
  const threads = [first, ...Array.from({ length: THREADS - 1 }, () => startThread(file))];
  /** Of those that stand on one snapshot, the ones with nothing to do; outside of a question there is one alone. */
  let free = [first];
  const waiting: ((thread: ReaderThread) => void)[] = [];
  const asked = new Set<Promise<unknown[]>>();

  async function run(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const thread = free.pop() ?? (await new Promise<ReaderThread>((resolve) => waiting.push(resolve)));
    try {
      return await thread.run(sql, parameters);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else free.push(thread);
    }
  }

  async function begin(): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const positions = await Promise.all(threads.map(begun));
      free = [...threads];
      if (new Set(positions).size === 1) return;
      await end();
    }
    await begun(first);
  }
  async function end(): Promise<void> {
    await Promise.allSettled(asked);
    const all = free;
    free = [first];
    await Promise.all(all.map((thread) => thread.run('ROLLBACK')));
  }
  async function close(): Promise<void> {
    await Promise.all(threads.map((thread) => thread.close()));
  }
  /** Closed where it fails: nobody knows then which of its threads stand in a transaction. */
  const whole = (step: () => Promise<void>) => () =>
    step().catch(async (error) => {
      await close();
      throw error;
    });

  return {
    begin: whole(begin),
    end: whole(end),
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const answer = run(sql, parameters);
      asked.add(answer);
      try {
        return { rows: (await answer) as Row[] };
      } finally {
        asked.delete(answer);
      }
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator; this one says that there is none.
    async *streamQuery() {
      throw new Error('Rows of the read models are not streamed: ask for them in pages.');
    },
    lives: () => threads.every((thread) => thread.lives()),
    close,
  };
}

/** Begins a transaction and tells the position that it stands at, which every commit of the projector moves. */
async function begun(thread: ReaderThread): Promise<number | undefined> {
  const [, [progress]] = await Promise.all([thread.run('BEGIN'), thread.run('SELECT position FROM progress')]);
  return (progress as { position: number } | undefined)?.position;
}
