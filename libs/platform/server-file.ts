import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from './private-file.js';

/** Address and process token of a running server: `server.json` in its data folder. */
export interface ServerFile {
  readonly url: string;
  readonly token: string;
  /** The address that browsers use, where a proxy ends TLS. */
  readonly publicUrl?: string | undefined;
}

export function writeServerFile(folder: string, file: ServerFile): void {
  writePrivate(nameIn(folder), `${JSON.stringify(file)}\n`);
}

export function removeServerFile(folder: string): void {
  rmSync(nameIn(folder), { force: true });
}

/** The file outlives a killed server, so it does not prove that one runs. */
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
