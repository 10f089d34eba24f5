import { type DatabaseConnection, type Driver, Kysely } from 'kysely';
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
  return db
    .transaction()
    .execute((transaction) =>
      transaction
        .getExecutor()
        .provideConnection((connection) =>
          answer(new Kysely<Schema>({ dialect: dialectOn(() => alwaysGiving(connection)) })),
        ),
    );
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
