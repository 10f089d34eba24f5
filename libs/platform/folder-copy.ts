import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './private-file.js';

export interface FolderCopy {
  readonly by: 'backup' | 'copy' | 'other';
  readonly from: string;
  readonly madeAt: string;
  /** Event mark such as `42-9f86d081`; null for an empty or unknown ledger. */
  readonly head: string | null;
  /** Null until an operator confirms that the copy may act as the ledger itself. */
  readonly acknowledgedAt: string | null;
}

interface Place {
  readonly path: string;
  readonly inode: number;
}

const COPY_FILE = 'copy.json';
const PLACE_FILE = 'place.json';

export function markCopy(folder: string, copy: Omit<FolderCopy, 'acknowledgedAt'>): void {
  writeIn(folder, COPY_FILE, { ...copy, acknowledgedAt: null });
}

export function readFolderCopy(folder: string): FolderCopy | undefined {
  return readIn<FolderCopy>(folder, COPY_FILE);
}

export function isRestoredCopy(folder: string): boolean {
  const copy = readFolderCopy(folder);
  return copy !== undefined && copy.acknowledgedAt === null;
}

export function acknowledgeCopy(folder: string, now: string): void {
  const copy = readFolderCopy(folder);
  if (copy?.acknowledgedAt === null) writeIn(folder, COPY_FILE, { ...copy, acknowledgedAt: now });
}

/** Detects a copied folder: path and inode both differ. A move keeps the inode, a remount keeps the path. */
export function detectFolderCopy(folder: string, now: string): void {
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
