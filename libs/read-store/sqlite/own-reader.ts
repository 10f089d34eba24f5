import { openForQueries } from './opening.js';
import type { ReaderConnection } from './reader.js';

/** Reads in the calling thread: a single query is faster than starting a worker thread. */
export function openOwnReader(file: string): ReaderConnection {
  const db = openForQueries(file);
  return {
    async begin() {
      db.exec('BEGIN');
    },
    async end() {
      if (db.inTransaction) db.exec('ROLLBACK');
    },
    async executeQuery<Row>({ sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }) {
      const statement = db.prepare<unknown[], Row>(sql);
      if (statement.reader) return { rows: statement.all(...parameters) };
      statement.run(...parameters);
      return { rows: [] };
    },
    // biome-ignore lint/correctness/useYield: Kysely asks for a generator; this one says that there is none.
    async *streamQuery() {
      throw new Error('Read models do not support streaming; query them in pages.');
    },
    lives: () => db.open,
    async close() {
      db.close();
    },
  };
}
