import pg from 'pg';
import { type Dialect, PostgresDialect } from '#platform/index.js';
import { DatabaseUnavailable, openPool } from '#postgres/index.js';
import { ReadError } from '../query/errors.js';

const READERS = 8;
const QUERY_TIMEOUT_MS = 30_000;

export function readerDialect(url: string, name: string): Dialect {
  return new PostgresDialect({
    pool: async () =>
      openPool(url, {
        max: READERS,
        settings: {
          search_path: name,
          default_transaction_isolation: 'repeatable read',
          default_transaction_read_only: 'on',
          statement_timeout: QUERY_TIMEOUT_MS,
          // JIT compilation costs more than it saves on queries this short.
          jit: 'off',
          idle_in_transaction_session_timeout: QUERY_TIMEOUT_MS,
        },
      }),
  });
}

const QUERY_CANCELED = '57014';
/**
 * SQLSTATE classes: connection exception, insufficient resources, operator intervention. None is the fault of the
 * query.
 */
const UNAVAILABLE = /^(08|53|57P)/;

export function explain(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error;
    if (code === QUERY_CANCELED)
      return new ReadError(
        'question-too-long',
        `Query timed out after ${QUERY_TIMEOUT_MS / 1000} s; narrow it, or retry when the database is less busy.`,
      );
    return UNAVAILABLE.test(code) ? unavailable(error) : error;
  }
  return isConnectionError(error) ? unavailable(error) : error;
}

function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseUnavailable) return true;
  const { code } = error as NodeJS.ErrnoException;
  return (
    /^E[A-Z]+$/.test(code ?? '') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}

/** The cause goes to the log only: it may contain connection details. */
function unavailable(cause: Error): ReadError {
  const error = new ReadError('read-models-unavailable', 'Read model database unavailable; retry.');
  error.cause = cause;
  return error;
}
