import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { messageOf } from '#errors/index.js';
import { StoreError } from '../port/errors.js';
import type { EventStore, StoredEvent } from '../port/port.js';
import { checkCount, checkExpected, checkStream, encodeEvents } from '../port/validate.js';
import { openForReading } from './database.js';
import { checkpointAt, eventOf, headOf, lastOf, positionOf, scanEvents, streamReader } from './reader.js';
import { follow } from './subscription.js';
import { startWriter } from './writer.js';

export interface SqliteStoreOptions {
  readonly file: string;
  readonly readOnly?: boolean;
}

/**
 * Embedded store: appends in a worker thread, reads in the calling one.
 * Errors: `store-in-use` where the file has a writer; `store-unavailable` where it cannot be opened.
 */
export async function openSqliteStore({ file, readOnly = false }: SqliteStoreOptions): Promise<EventStore> {
  const path = resolved(file);
  const writer = readOnly ? undefined : await startWriter(path);
  const { db, readRows, head, last } = await openReader(path).catch(async (error) => {
    await writer?.close();
    throw error;
  });
  const closing = new AbortController();
  let ended: Promise<void> | undefined;
  const open = () => {
    if (closing.signal.aborted) throw closed(path);
  };
  async function end() {
    closing.abort();
    db.close();
    await writer?.close();
  }

  return {
    async append(stream, events, expected) {
      open();
      if (!writer)
        throw new StoreError('read-only', `${path} was opened read-only; append through its writer.`, {
          file: path,
        });
      return writer.append({
        stream: checkStream(stream),
        events: encodeEvents(events),
        expected: checkExpected(expected),
      });
    },

    async readStream(stream, { direction = 'forwards', from, limit } = {}) {
      open();
      const start = direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER;
      return readRows(checkStream(stream), {
        direction,
        from: from === undefined ? start : checkCount('from', from, 0),
        limit: limit === undefined ? -1 : checkCount('limit', limit, 1),
      }).map(eventOf);
    },

    async readAll(after, limit, filter = {}) {
      open();
      checkCount('limit', limit, 1);
      let position = positionOf(after, head());
      const scan = scanEvents(db, filter);
      const events: StoredEvent[] = [];
      for (;;) {
        const found = scan(position, limit - events.length);
        position = found.considered;
        for (const row of found.rows) events.push(eventOf(row));
        if (events.length === limit || found.end)
          return { events, checkpoint: position === 0 ? after : checkpointAt(position), end: found.end };
        await nextTurn();
        open();
      }
    },

    async *subscribeAll(after, filter, signal) {
      open();
      const either = AbortSignal.any([signal, closing.signal]);
      yield* follow(path, scanEvents(db, filter), positionOf(after, head()), either);
      if (!signal.aborted) throw closed(path);
    },

    async head() {
      open();
      writer?.requireRunning();
      return head();
    },

    async last() {
      open();
      writer?.requireRunning();
      const row = last();
      return row && eventOf(row);
    },

    close() {
      ended ??= end();
      return ended;
    },
  };
}

function resolved(file: string): string {
  try {
    return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function openReader(path: string) {
  try {
    const db = openForReading(path);
    return { db, readRows: streamReader(db), head: headOf(db), last: lastOf(db) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(file: string, error: unknown): StoreError {
  const reason = messageOf(error);
  return new StoreError('store-unavailable', `${file} cannot be opened: ${reason}.`, { file });
}

const closed = (file: string) =>
  new StoreError('store-closed', `The event store ${file} was closed; open it again.`, { file });
