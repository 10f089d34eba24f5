import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './private-file.js';

/** The last `action-ledger backup` of a data folder, as that folder remembers it. */
export interface LastBackup {
  readonly madeAt: string;
  readonly to: string;
  readonly head: string | null;
}

const FILE = 'backup.json';

export function rememberBackup(folder: string, backup: LastBackup): void {
  writePrivate(join(folder, FILE), `${JSON.stringify(backup)}\n`);
}

export function lastBackup(folder: string): LastBackup | undefined {
  const file = join(folder, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LastBackup) : undefined;
}
