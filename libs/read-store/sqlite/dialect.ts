import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from '#platform/index.js';
import { openReader, type ReaderConnection } from './reader.js';

const READERS = 2;

export const readerDialect = (file: string): Dialect => dialectOn(() => readerDriver(() => openReader(file)));

export function dialectOn(createDriver: () => Driver): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Connection pool that replaces a reader whose thread has died. */
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
      // An error in opening must reject the waiting caller, not the one who released.
      if (next) next(new Promise((resolve) => resolve(opened())));
      await discarded;
    },
    async destroy() {
      await Promise.all([...all].map((connection) => connection.close()));
    },
  };
}
