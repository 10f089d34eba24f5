import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Pointer, PreviousModels } from '../runtime/read-store.js';

export const POINTER = 'read-models.json';
const FILE = /^read-(\d+)\.db$/;

export function readPointer(dataDir: string): Pointer | undefined {
  try {
    const { live, previous } = JSON.parse(readFileSync(join(dataDir, POINTER), 'utf8'));
    if (FILE.test(live) && (previous === null || FILE.test(previous))) return { live, previous };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && code !== 'ENOENT') throw error;
  }
  return undefined;
}

/** Atomic and durable: write a new file, fsync, rename, fsync the folder. */
export function switchTo(dataDir: string, live: string, before: PreviousModels = 'kept'): Pointer {
  const pointer: Pointer = { live, previous: before === 'left' ? null : (readPointer(dataDir)?.live ?? null) };
  const path = join(dataDir, POINTER);
  synced(`${path}.new`, 'w', (descriptor) => writeSync(descriptor, `${JSON.stringify(pointer)}\n`));
  renameSync(`${path}.new`, path);
  synced(dataDir, 'r');
  return pointer;
}

function synced(path: string, flags: 'w' | 'r', write?: (descriptor: number) => void): void {
  const descriptor = openSync(path, flags);
  try {
    write?.(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function nextFile(dataDir: string): string {
  const numbers = readdirSync(dataDir).map((name) => Number(FILE.exec(name)?.[1] ?? 0));
  return `read-${Math.max(0, ...numbers) + 1}.db`;
}

export function dropOthers(dataDir: string): void {
  const pointer = readPointer(dataDir);
  const kept = new Set([pointer?.live, pointer?.previous]);
  for (const name of readdirSync(dataDir)) {
    const database = name.replace(/-(wal|shm|journal)$/, '');
    if (FILE.test(database) && !kept.has(database)) rmSync(join(dataDir, name), { force: true });
  }
}
