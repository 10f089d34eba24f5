import pg from 'pg';
import { type Dialect, PostgresDialect } from '#platform/kysely.js';
import { DatabaseAway, openPool } from '#postgres/session.js';
import { ReadError } from '../read/errors.js';

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
          // Compiling a question costs more than answering one does.
          jit: 'off',
          idle_in_transaction_session_timeout: QUESTION_MS,
        },
      }),
  });
}

const QUERY_CANCELED = '57014';
/** Connection exceptions, too little of something, and an operator's doing: nothing that the question is to blame for. */
const AWAY = /^(08|53|57P)/;

/** A failure of the database, as one that its reader can do something about; any other error as it is. */
export function explain(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error;
    if (code === QUERY_CANCELED)
      return new ReadError(
        'question-too-long',
        `The answer took longer than ${QUESTION_MS / 1000} s; ask for less, or again when the database is less busy.`,
      );
    return AWAY.test(code) ? unavailable(error) : error;
  }
  return isOfConnection(error) ? unavailable(error) : error;
}

function isOfConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseAway) return true;
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^E[A-Z]+$/.test(code ?? '') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}

/** Why, is for the log: it may tell of the inside. */
function unavailable(cause: Error): ReadError {
  const error = new ReadError('read-models-unavailable', 'The database of the read models cannot be asked; ask again.');
  error.cause = cause;
  return error;
}
