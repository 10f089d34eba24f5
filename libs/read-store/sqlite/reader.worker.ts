import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { messageOf } from '#errors/index.js';
import { openForQueries } from './opening.js';
import type { ReaderRequest, ReaderResponse, ResultTable } from './reader-messages.js';

// A worker thread with its own connection, so that a slow statement blocks only its own callers.

const STATEMENTS = 200;
const db = openForQueries(workerData.file);
const statements = new LRUCache<string, Database.Statement<unknown[], unknown[]>>({ max: STATEMENTS });

function run(sql: string, parameters: readonly unknown[]): ResultTable {
  const statement = statements.get(sql) ?? db.prepare<unknown[], unknown[]>(sql);
  statements.set(sql, statement);
  if (statement.reader)
    return { columns: statement.columns().map(({ name }) => name), rows: statement.raw().all(...parameters) };
  statement.run(...parameters);
  return { columns: [], rows: [] };
}

parentPort?.on('message', ({ sql, parameters }: ReaderRequest) => {
  try {
    parentPort?.postMessage(run(sql, parameters) satisfies ReaderResponse);
  } catch (error) {
    parentPort?.postMessage({ error: messageOf(error) } satisfies ReaderResponse);
  }
});
