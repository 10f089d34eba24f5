import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { openReader, type ReaderConnection, statement } from './reader.js';

/** How many questions are answered at once. */
const READERS = 2;

/** Kysely on a read-model file, read-only, each connection in a thread of its own. */
export function readerDialect(file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => readerDriver(() => openReader(file)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Gives out readers that live: the place of one that has died is another's. */
export function readerDriver(open: () => ReaderConnection): Driver {
  const all = new Set<ReaderConnection>();
  const idle: ReaderConnection[] = [];
  const waiting: ((connection: ReaderConnection) => void)[] = [];
  const run = (sql: string) => async (connection: { executeQuery: ReaderConnection['executeQuery'] }) => {
    await connection.executeQuery(statement(sql));
  };

  function opened(): ReaderConnection {
    const connection = open();
    all.add(connection);
    return connection;
  }

  return {
    async init() {},
    async acquireConnection() {
      for (let free = idle.pop(); free; free = idle.pop()) {
        if (free.lives()) return free;
        all.delete(free);
      }
      if (all.size < READERS) return opened();
      return new Promise((resolve) => waiting.push(resolve));
    },
    beginTransaction: run('begin'),
    commitTransaction: run('commit'),
    rollbackTransaction: run('rollback'),
    async releaseConnection(released) {
      const connection = released as ReaderConnection;
      const next = waiting.shift();
      if (connection.lives()) {
        if (next) next(connection);
        else idle.push(connection);
        return;
      }
      all.delete(connection);
      if (next) next(opened());
    },
    async destroy() {
      await Promise.all([...all].map((connection) => connection.close()));
    },
  };
}
