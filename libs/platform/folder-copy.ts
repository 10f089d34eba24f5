import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './private-file.js';

/** What a data folder that is a copy of another knows of that: `copy.json` in it. */
export interface FolderCopy {
  /** How it was copied: by `backup`, by `copy`, or by other means, such as `cp`. */
  readonly by: 'backup' | 'copy' | 'other';
  /** The folder or store that it is a copy of, for people. */
  readonly from: string;
  /** When it was made; for one by other means, when that was noticed. */
  readonly madeAt: string;
  /** The mark of the last event that it then held, as `42-9f86d081`; null where it held none or that is not known. */
  readonly head: string | null;
  /** When somebody said that it may act as the ledger itself; null until then. */
  readonly acknowledgedAt: string | null;
}

/** Where a data folder was when it was last opened: both are others where it was copied. */
interface Place {
  readonly path: string;
  readonly inode: number;
}

const COPY_FILE = 'copy.json';
const PLACE_FILE = 'place.json';

/** Marks a data folder as a copy, which nobody has acknowledged yet. */
export function markCopy(folder: string, copy: Omit<FolderCopy, 'acknowledgedAt'>): void {
  writeIn(folder, COPY_FILE, { ...copy, acknowledgedAt: null });
}

/** What a data folder is a copy of, acknowledged or not; undefined where it is none. */
export function restoredFrom(folder: string): FolderCopy | undefined {
  return readIn<FolderCopy>(folder, COPY_FILE);
}

/** Whether a data folder is a copy and nobody has said yet that it may act as the ledger itself. */
export function isRestoredCopy(folder: string): boolean {
  const copy = restoredFrom(folder);
  return copy !== undefined && copy.acknowledgedAt === null;
}

/** Takes down that a copy may act as the ledger itself, which is said once; nothing where it is none. */
export function acknowledgeCopy(folder: string, now: string): void {
  const copy = restoredFrom(folder);
  if (copy?.acknowledgedAt === null) writeIn(folder, COPY_FILE, { ...copy, acknowledgedAt: now });
}

/**
 * Remembers where a data folder is, and marks it as a copy where it comes from another: under another path and as
 * another folder of the file system. One that was moved is still itself, and one that is mounted anew has its path.
 */
export function noticePlace(folder: string, now: string): void {
  const here: Place = { path: realpathSync(folder), inode: statSync(folder).ino };
  const before = readIn<Place>(folder, PLACE_FILE);
  if (before?.path === here.path && before.inode === here.inode) return;
  if (before && before.path !== here.path && before.inode !== here.inode)
    markCopy(folder, { by: 'other', from: before.path, madeAt: now, head: null });
  writeIn(folder, PLACE_FILE, here);
}

function readIn<Kept>(folder: string, name: string): Kept | undefined {
  const file = join(folder, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
}

function writeIn(folder: string, name: string, kept: object): void {
  writePrivate(join(folder, name), `${JSON.stringify(kept)}\n`);
}
