import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './private-file.js';

/** Where a running server answers, and a token that is good while it runs: `server.json` in its data folder. */
export interface ServerFile {
  readonly url: string;
  readonly token: string;
}

export function writeServerFile(folder: string, file: ServerFile): void {
  writePrivate(nameIn(folder), `${JSON.stringify(file)}\n`);
}

export function removeServerFile(folder: string): void {
  rmSync(nameIn(folder), { force: true });
}

/** Undefined where there is none. It outlives a server that was killed, so it alone does not say that one runs. */
export function readServerFile(folder: string): ServerFile | undefined {
  try {
    return JSON.parse(readFileSync(nameIn(folder), 'utf8')) as ServerFile;
  } catch {
    return undefined;
  }
}

function nameIn(folder: string): string {
  return join(folder, 'server.json');
}
