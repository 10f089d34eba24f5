import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { EVENTS_FILE, FORMAT_FILE } from '#application/index.js';
import { markOf } from '#domain/index.js';
import { markCopy, type OnProgress, rememberBackup } from '#platform/index.js';
import { HIGH_WATER_FILE, PUBLIC_KEYS, TREE_FILE } from '#tree/index.js';

// Events are copied first: a token revoked during the backup must not become valid again.
const DATABASES = [EVENTS_FILE, 'access.db'];
const FILES = [FORMAT_FILE, 'seed.json'];
/** Documents that were brought in, each under its hash. */
const DOCUMENTS = 'documents';
/** Copied before the events, which must not be fewer than were signed. The private key stays where it is. */
const PROOF_FILES = [HIGH_WATER_FILE, PUBLIC_KEYS];
const PAGES_A_STEP = 1_000;

/**
 * Works beside a running server; leaves a complete copy or none. A rebuild restores read models, so they are omitted.
 */
export async function backUp(from: string, to: string, progress: OnProgress): Promise<string[]> {
  if (!existsSync(join(from, EVENTS_FILE)))
    throw new Error(`There is no ledger in ${from}; set DATA_DIR to the data folder of a ledger.`);
  if (existsSync(to) && readdirSync(to).length > 0) throw new Error(`${to} is not empty; name a new folder.`);
  const partial = `${to}.partial`;
  if (existsSync(partial))
    throw new Error(`${partial} remains from an interrupted backup; delete it and run the backup again.`);
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  const proof = await copyProof(from, partial, progress);
  for (const name of DATABASES) await copyDatabase(join(from, name), join(partial, name), progress);
  forgetSessions(join(partial, 'access.db'));
  const files = FILES.filter((name) => existsSync(join(from, name)));
  for (const name of files) copyFileSync(join(from, name), join(partial, name));
  const documents = existsSync(join(from, DOCUMENTS)) ? [DOCUMENTS] : [];
  for (const name of documents) cpSync(join(from, name), join(partial, name), { recursive: true });
  const madeAt = new Date().toISOString();
  const head = headIn(join(partial, EVENTS_FILE));
  markCopy(partial, { by: 'backup', from: realpathSync(from), madeAt, head });
  if (existsSync(to)) rmdirSync(to);
  renameSync(partial, to);
  rememberBackup(from, { madeAt, to: realpathSync(to), head });
  return [...DATABASES, ...files, ...documents, ...proof];
}

async function copyProof(from: string, to: string, progress: OnProgress): Promise<string[]> {
  const files = PROOF_FILES.filter((name) => existsSync(join(from, name)));
  for (const name of files) {
    mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, name), join(to, name));
  }
  if (!existsSync(join(from, TREE_FILE))) return files;
  await copyDatabase(join(from, TREE_FILE), join(to, TREE_FILE), progress);
  return [TREE_FILE, ...files];
}

async function copyDatabase(from: string, to: string, progress: OnProgress): Promise<void> {
  const db = new Database(from, { readonly: true, fileMustExist: true });
  try {
    // One read transaction: without it each write by the server restarts the SQLite backup.
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

/** A restored backup must not revive sessions that ended, nor sign-in links that were used. */
function forgetSessions(file: string): void {
  const copy = new Database(file, { fileMustExist: true });
  const has = copy
    .prepare<[string], number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  for (const table of ['sessions', 'sign_in_links']) if (has.get(table)) copy.exec(`DELETE FROM ${table}`);
  copy.close();
}

function verify(file: string): void {
  const copy = new Database(file, { fileMustExist: true });
  const found = copy.pragma('quick_check', { simple: true });
  copy.close();
  if (found !== 'ok')
    throw new Error(`The backup ${file} failed the SQLite integrity check: ${String(found)}. Run the backup again.`);
}

function headIn(file: string): string | null {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // Reference claims have no event number, so the count leaves them out.
    const ledgerEvents = "FROM events WHERE substr(stream, 1, 10) <> 'reference-'";
    const number = db.prepare<[], number>(`SELECT count(*) ${ledgerEvents}`).pluck().get() ?? 0;
    const eventId = db.prepare<[], string>(`SELECT id ${ledgerEvents} ORDER BY position DESC LIMIT 1`).pluck().get();
    return eventId === undefined ? null : markOf({ number, eventId });
  } finally {
    db.close();
  }
}
