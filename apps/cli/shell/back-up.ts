import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { EVENTS_FILE } from '#application/ledger/locations.js';
import { FORMAT_FILE } from '#application/ledger/open-ledger.js';
import { markOf } from '#domain/kernel/event-mark.js';
import { markCopy } from '#platform/folder-copy.js';
import type { OnProgress } from '#platform/progress.js';

// Events first: a token that is revoked meanwhile is then revoked in the copy too.
const DATABASES = [EVENTS_FILE, 'access.db'];
const FILES = [FORMAT_FILE, 'seed.json'];
const PAGES_A_STEP = 1_000;

/**
 * Copies a ledger into a folder that is new or empty, whole or not at all, also while a server writes to it.
 * Read models are left out: they are built again. The copy is marked as one. Answers the names of the files copied.
 */
export async function backUp(from: string, to: string, progress: OnProgress): Promise<string[]> {
  if (!existsSync(join(from, EVENTS_FILE))) throw new Error(`There is no ledger in ${from}; set DATA_DIR to one.`);
  if (existsSync(to) && readdirSync(to).length > 0) throw new Error(`${to} is not empty; name a new folder.`);
  const partial = `${to}.partial`;
  if (existsSync(partial)) throw new Error(`${partial} is left of a backup that was cut off; delete it first.`);
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  for (const name of DATABASES) await copyDatabase(join(from, name), join(partial, name), progress);
  const files = FILES.filter((name) => existsSync(join(from, name)));
  for (const name of files) copyFileSync(join(from, name), join(partial, name));
  const madeAt = new Date().toISOString();
  markCopy(partial, { by: 'backup', from: realpathSync(from), madeAt, head: headIn(join(partial, EVENTS_FILE)) });
  if (existsSync(to)) rmdirSync(to);
  renameSync(partial, to);
  return [...DATABASES, ...files];
}

async function copyDatabase(from: string, to: string, progress: OnProgress): Promise<void> {
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // One snapshot for the whole copy: without it, each write of the server would start the copy anew.
    db.exec('BEGIN');
    db.pragma('schema_version');
    await db.backup(to, {
      progress({ totalPages, remainingPages }) {
        progress(totalPages - remainingPages, totalPages);
        return PAGES_A_STEP;
      },
    });
  } finally {
    db.close();
  }
  chmodSync(to, 0o600);
  verify(to);
}

function verify(file: string): void {
  const copy = new Database(file, { fileMustExist: true });
  const found = copy.pragma('quick_check', { simple: true });
  copy.close();
  if (found !== 'ok') throw new Error(`${file} is damaged: ${String(found)}.`);
}

/** The mark of the last event in an events file; null where there is none. */
function headIn(file: string): string | null {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // Claims of references are no events of the ledger, and have no number.
    const own = "FROM events WHERE substr(stream, 1, 10) <> 'reference-'";
    const number = db.prepare<[], number>(`SELECT count(*) ${own}`).pluck().get() ?? 0;
    const eventId = db.prepare<[], string>(`SELECT id ${own} ORDER BY position DESC LIMIT 1`).pluck().get();
    return eventId === undefined ? null : markOf({ number, eventId });
  } finally {
    db.close();
  }
}
