import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { openReader, type ReaderConnection, statement } from './reader.js';

/** How many questions are answered at once. */
const READERS = 2;

/** Kysely on a read-model file, read-only, each connection in a thread of its own. */
export function readerDialect(file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => readerDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function readerDriver(file: string): Driver {
  const all: ReaderConnection[] = [];
  const idle: ReaderConnection[] = [];
  const waiting: ((connection: ReaderConnection) => void)[] = [];
  const run = (sql: string) => async (connection: { executeQuery: ReaderConnection['executeQuery'] }) => {
    await connection.executeQuery(statement(sql));
  };
  return {
    async init() {},
    async acquireConnection() {
      const free = idle.pop();
      if (free) return free;
      if (all.length === READERS) return new Promise((resolve) => waiting.push(resolve));
      const opened = openReader(file);
      all.push(opened);
      return opened;
    },
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    async releaseConnection(connection) {
      const next = waiting.shift();
      if (next) next(connection as ReaderConnection);
      else idle.push(connection as ReaderConnection);
    },
    async destroy() {
      await Promise.all(all.map((connection) => connection.close()));
    },
  };
}
