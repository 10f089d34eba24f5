import Database from 'better-sqlite3';
import { StoreError } from '../port/errors.js';

/**
 * Makes this process the only writer of `file`, or fails with `store-in-use` naming the file and its holder.
 * The lock is a transaction held open on a file of its own, so it ends with the process, however that dies.
 * The holder's process id stands in the lock file's user_version, for the message alone.
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
