import { Worker } from 'node:worker_threads';
import { CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.js';

/** A read-only connection whose statements run in a thread of their own, one after another. */
export interface ReaderConnection extends DatabaseConnection {
  /** False once its thread has ended: whatever is asked of it fails. */
  lives(): boolean;
  close(): Promise<void>;
}

/** Opens a reader; its first query fails where the file cannot be opened. */
export function openReader(file: string): ReaderConnection {
  const worker = new Worker(new URL('./reader-worker.js', import.meta.url), { workerData: { file } });
  const waiting: { resolve: (rows: unknown[]) => void; reject: (error: Error) => void }[] = [];
  let broken: Error | undefined;

  function breakOff(error: Error): void {
    broken ??= error;
    for (const each of waiting.splice(0)) each.reject(broken);
  }
  worker.on('message', (answer: ReaderAnswer) => {
    const first = waiting.shift();
    if ('rows' in answer) first?.resolve(answer.rows);
    else first?.reject(new Error(answer.error));
  });
  worker.on('error', (error) => breakOff(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => breakOff(new Error(`The reader of ${file} was closed.`)));
  worker.unref();

  function ask(question: ReaderQuestion): Promise<unknown[]> {
    if (broken) return Promise.reject(broken);
    worker.ref();
    const answer = new Promise<unknown[]>((resolve, reject) => waiting.push({ resolve, reject }));
    worker.postMessage(question);
    return answer.finally(() => waiting.length === 0 && worker.unref());
  }

  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      return { rows: (await ask({ sql, parameters })) as Row[] };
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator; this one says that there is none.
    async *streamQuery() {
      throw new Error('Rows of the read models are not streamed: ask for them in pages.');
    },
    lives: () => broken === undefined,
    close: async () => {
      await worker.terminate();
    },
  };
}

export const statement = (sql: string) => CompiledQuery.raw(sql);
