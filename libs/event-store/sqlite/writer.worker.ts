import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { messageOf } from '#errors/index.js';
import { StoreError } from '../port/errors.js';
import { openForWriting } from './database.js';
import { type AppendOutcome, groupCommit, type QueuedAppend } from './group-commit.js';
import { commitChannel, type FromWriter, type ToWriter } from './messages.js';
import { lockForWriting } from './writer-lock.js';

// Worker thread with the write lock and the only write connection. Group commit: appends that arrive during a commit
// form the next group.

/** Idle time before a WAL checkpoint, in milliseconds. */
const IDLE_CHECKPOINT_MS = 200;

const port = parentPort;
if (!port) throw new Error('writer-worker runs as a worker thread only');
const post = (message: FromWriter) => port.postMessage(message);

const file: string = workerData;

try {
  serve();
} catch (error) {
  const { code, message, fields } = asStoreError(error);
  post({ refused: { code, message, fields } });
}

function serve(): void {
  const lock = lockForWriting(file);
  const db = openForWriting(file);
  const commit = groupCommit(db);
  const commits = new BroadcastChannel(commitChannel(file));
  const idle = setTimeout(() => db.pragma('wal_checkpoint(PASSIVE)'), IDLE_CHECKPOINT_MS);
  let broken: string | undefined;

  function run(group: readonly QueuedAppend[]): AppendOutcome[] {
    if (broken) {
      const reason = broken;
      return group.map(() => ({ failed: 'store-unavailable', reason }));
    }
    try {
      return commit(group);
    } catch (error) {
      const reason = messageOf(error);
      broken = reason;
      return group.map(() => ({ failed: 'outcome-unknown', reason }));
    }
  }

  port?.on('message', (first: ToWriter) => {
    const { group, close } = drain(first);
    if (group.length > 0) {
      post({ outcomes: run(group) });
      commits.postMessage('commit');
      if (!broken) idle.refresh();
    }
    if (!close) return;
    clearTimeout(idle);
    commits.close();
    db.close();
    lock.close();
    port?.close();
  });
  post({ ready: true });
}

function drain(first: ToWriter): { group: readonly QueuedAppend[]; close: boolean } {
  let group: readonly QueuedAppend[] = [];
  let close = false;
  let next: ToWriter | undefined = first;
  while (next) {
    if (next.close) close = true;
    else group = group.length === 0 ? next.appends : group.concat(next.appends);
    next = port && receiveMessageOnPort(port)?.message;
  }
  return { group, close };
}

function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError('store-unavailable', `${file} cannot be opened for writing: ${messageOf(error)}.`, { file });
}
