import { type Dialect, PostgresDialect } from 'kysely';
import { openPool } from '#postgres/session.js';

/** How many questions are answered at once. */
const READERS = 8;
const QUESTION_MS = 30_000;

/** Kysely on the read models of a schema: every transaction is one snapshot, and nothing is written. */
export function readerDialect(url: string, name: string): Dialect {
  return new PostgresDialect({
    pool: async () =>
      openPool(url, {
        max: READERS,
        settings: {
          search_path: name,
          default_transaction_isolation: 'repeatable read',
          default_transaction_read_only: 'on',
          statement_timeout: QUESTION_MS,
          idle_in_transaction_session_timeout: QUESTION_MS,
        },
      }),
  });
}
