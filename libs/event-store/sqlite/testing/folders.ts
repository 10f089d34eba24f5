import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
  folders.push(folder);
  return join(folder, 'events.db');
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));
