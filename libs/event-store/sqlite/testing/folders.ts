import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** The path of an events file that is not there yet, in a folder of its own that goes when the tests have run. */
export async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
  folders.push(folder);
  return join(folder, 'events.db');
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));
