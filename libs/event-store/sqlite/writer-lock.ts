import Database from 'better-sqlite3';
import { StoreError } from '../port/errors.js';

/**
 * Lock against a second writer: a transaction held open on a lock file, which ends with the process. Its user_version
 * holds the process id for the message. Errors: `store-in-use`.
 */
export function lockForWriting(file: string): Database.Database {
  const lock = new Database(`${file}-lock`, { timeout: 0 });
  try {
    lock.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
    return lock;
  } catch (error) {
    const pid = isBusy(error) ? holder(lock) : undefined;
    lock.close();
    if (!isBusy(error)) throw error;
    throw new StoreError(
      'store-in-use',
      `${file} is already open for writing${pid ? ` by process ${pid}` : ''}. Stop that process first, or open the store read-only.`,
      { file, ...(pid && { pid }) },
    );
  }
}

const isBusy = (error: unknown) => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

function holder(lock: Database.Database): number | undefined {
  try {
    return Number(lock.pragma('user_version', { simple: true })) || undefined;
  } catch {
    return undefined; // The holder is just taking the lock.
  }
}
