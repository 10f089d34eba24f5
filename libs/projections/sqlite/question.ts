import { type DatabaseConnection, type Driver, Kysely } from '#platform/kysely.js';
import type { Schema } from '../model/schema.js';
import { dialectOn } from './dialect.js';

/**
 * Asks a question of one snapshot. In a transaction of Kysely's own each statement waits for the one before; here those
 * that are asked at once are given to the reader at once, whose threads run them side by side.
 */
export function question<Answer>(
  db: Kysely<Schema>,
  answer: (snapshot: Kysely<Schema>) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction().execute((transaction) =>
    transaction.getExecutor().provideConnection(async (connection) => {
      const { given, withdraw } = lent(connection);
      try {
        return await answer(new Kysely<Schema>({ dialect: dialectOn(() => alwaysGiving(given)) }));
      } finally {
        withdraw();
      }
    }),
  );
}

/** A connection until it is withdrawn: what a failed question goes on to ask would be put to that of another. */
function lent(connection: DatabaseConnection) {
  let withdrawn = false;
  const given: DatabaseConnection = {
    async executeQuery(query) {
      if (withdrawn) throw new Error('The question has been answered: nothing more can be asked for it.');
      return connection.executeQuery(query);
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
  const withdraw = () => {
    withdrawn = true;
  };
  return { given, withdraw };
}

/** A driver of one connection, which is somebody else's to begin, end and release. */
function alwaysGiving(connection: DatabaseConnection): Driver {
  const nothing = async () => {};
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
