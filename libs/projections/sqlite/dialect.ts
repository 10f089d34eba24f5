import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from '#platform/kysely.js';
import { openReader, type ReaderConnection } from './reader.js';

/** How many questions are answered at once. */
const READERS = 2;

/** Kysely on a read-model file, read-only, each connection in threads of its own. */
export const readerDialect = (file: string): Dialect => dialectOn(() => readerDriver(() => openReader(file)));

/** Kysely's SQLite, on a driver. */
export function dialectOn(createDriver: () => Driver): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Gives out readers that live: the place of one that has died is another's. */
export function readerDriver(open: () => ReaderConnection): Driver {
  const all = new Set<ReaderConnection>();
  const idle: ReaderConnection[] = [];
  const waiting: ((connection: ReaderConnection | Promise<ReaderConnection>) => void)[] = [];
  const end = (connection: unknown) => (connection as ReaderConnection).end();

  function opened(): ReaderConnection {
    const connection = open();
    all.add(connection);
    return connection;
  }
  async function discard(connection: ReaderConnection): Promise<void> {
    all.delete(connection);
    await connection.close();
  }

  return {
    async init() {},
    async acquireConnection() {
      for (let free = idle.pop(); free; free = idle.pop()) {
        if (free.lives()) return free;
        await discard(free);
      }
      if (all.size < READERS) return opened();
      return new Promise((resolve) => waiting.push(resolve));
    },
    beginTransaction: (connection) => (connection as ReaderConnection).begin(),
    commitTransaction: end,
    rollbackTransaction: end,
    async releaseConnection(released) {
      const connection = released as ReaderConnection;
      const next = waiting.shift();
      if (connection.lives()) {
        if (next) next(connection);
        else idle.push(connection);
        return;
      }
      const discarded = discard(connection);
      // One that cannot be opened fails who waits for it, and not who gave this one back.
      if (next) next(new Promise((resolve) => resolve(opened())));
      await discarded;
    },
    async destroy() {
      await Promise.all([...all].map((connection) => connection.close()));
    },
  };
}
