import { type DatabaseConnection, type Driver, Kysely } from '#platform/index.js';
import type { Schema } from '../tables/schema.js';
import { dialectOn } from './dialect.js';

/**
 * Kysely runs the statements of a transaction one by one. This hands them to the reader at once, so its threads run
 * them in parallel.
 */
export function runInSnapshot<Answer>(
  db: Kysely<Schema>,
  answer: (snapshot: Kysely<Schema>) => Promise<Answer>,
): Promise<Answer> {
  return db.transaction().execute((transaction) =>
    transaction.getExecutor().provideConnection(async (connection) => {
      const { borrowed, revoke } = revocable(connection);
      try {
        return await answer(new Kysely<Schema>({ dialect: dialectOn(() => singleConnectionDriver(borrowed)) }));
      } finally {
        revoke();
      }
    }),
  );
}

/** Revokes the connection after the answer: a late statement would run in another query's snapshot. */
function revocable(connection: DatabaseConnection) {
  let revoked = false;
  const borrowed: DatabaseConnection = {
    async executeQuery(query) {
      if (revoked) throw new Error('The snapshot is closed: its query has ended.');
      return connection.executeQuery(query);
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
  const revoke = () => {
    revoked = true;
  };
  return { borrowed, revoke };
}

function singleConnectionDriver(connection: DatabaseConnection): Driver {
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
