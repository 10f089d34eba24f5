import { Worker } from 'node:worker_threads';
import type { ReaderRequest, ReaderResponse, ResultTable } from './reader-messages.js';

export interface ReaderThread {
  run(sql: string, parameters?: readonly unknown[]): Promise<unknown[]>;
  lives(): boolean;
  close(): Promise<void>;
}

/** A file that cannot be opened fails the first statement, not this call. */
export function startThread(file: string): ReaderThread {
  const worker = new Worker(new URL('./reader.worker.js', import.meta.url), { workerData: { file } });
  const waiting: { resolve: (rows: unknown[]) => void; reject: (error: Error) => void }[] = [];
  let broken: Error | undefined;

  function fail(error: Error): void {
    broken ??= error;
    for (const each of waiting.splice(0)) each.reject(broken);
  }
  worker.on('message', (answer: ReaderResponse) => {
    const first = waiting.shift();
    if ('rows' in answer) first?.resolve(objectsOf(answer));
    else first?.reject(new Error(answer.error));
  });
  worker.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', () => fail(new Error(`Reader thread of ${file} was closed.`)));
  worker.unref();

  return {
    run(sql, parameters = []) {
      if (broken) return Promise.reject(broken);
      worker.ref();
      const answer = new Promise<unknown[]>((resolve, reject) => waiting.push({ resolve, reject }));
      worker.postMessage({ sql, parameters } satisfies ReaderRequest);
      return answer.finally(() => waiting.length === 0 && worker.unref());
    },
    lives: () => broken === undefined,
    close: async () => {
      await worker.terminate();
    },
  };
}

function objectsOf({ columns, rows }: ResultTable): object[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    for (const [place, column] of columns.entries()) row[column] = values[place];
    return row;
  });
}
