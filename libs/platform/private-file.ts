import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner can read (mode 0600), whole or not at all, in place of one that is there. */
export function writePrivate(file: string, text: string): void {
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  writeFileSync(partial, text, { mode: 0o600, flag: 'wx' });
  renameSync(partial, file);
}
