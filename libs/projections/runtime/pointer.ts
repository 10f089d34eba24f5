import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReadError } from '../read/errors.js';

/** Which read-model files of a data folder are served: the live one, and the one before it until the next rebuild. */
export interface Pointer {
  readonly live: string;
  readonly previous: string | null;
}

const POINTER = 'read-models.json';
const FILE = /^read-(\d+)\.db$/;

/** The folder's pointer, or undefined where there are no read models yet. */
export function readPointer(dataDir: string): Pointer | undefined {
  const path = join(dataDir, POINTER);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** The file that is served; fails with `no-read-models` where there is none yet. */
export function liveFile(dataDir: string): string {
  const pointer = readPointer(dataDir);
  if (!pointer)
    throw new ReadError('no-read-models', `${dataDir} holds no read models yet; start the server or rebuild.`);
  return join(dataDir, pointer.live);
}

/** Makes a file the live one, in one step; the one that was live becomes the previous. */
export function switchTo(dataDir: string, live: string): Pointer {
  const pointer: Pointer = { live, previous: readPointer(dataDir)?.live ?? null };
  const path = join(dataDir, POINTER);
  writeFileSync(`${path}.new`, `${JSON.stringify(pointer)}\n`);
  renameSync(`${path}.new`, path);
  return pointer;
}

/** A name for the next file: one above every number in use. */
export function nextFile(dataDir: string): string {
  const numbers = readdirSync(dataDir).map((name) => Number(FILE.exec(name)?.[1] ?? 0));
  return `read-${Math.max(0, ...numbers) + 1}.db`;
}

/** Removes every read-model file that the pointer does not name: older ones, and what a broken rebuild left. */
export function dropOthers(dataDir: string): void {
  const pointer = readPointer(dataDir);
  const kept = new Set([pointer?.live, pointer?.previous]);
  for (const name of readdirSync(dataDir)) {
    const database = name.replace(/-(wal|shm|journal)$/, '');
    if (FILE.test(database) && !kept.has(database)) rmSync(join(dataDir, name), { force: true });
  }
}
