import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AccessLocation } from '#access/index.js';
import { EVENTS_FILE } from '#application/index.js';
import type { StoreLocation } from '#event-store/index.js';
import { markCopy } from '#platform/index.js';

/** Marks the folder before any data, so that an interrupted copy is recognisable too. */
export function markNewFolder(target: StoreLocation | AccessLocation, source: StoreLocation | AccessLocation): void {
  const file = fileOf(target);
  if (file === undefined || existsSync(file)) return;
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const from = fileOf(source) ?? (source.engine === 'postgres' ? 'a PostgreSQL database' : 'an EventStoreDB');
  markCopy(folder, { by: 'copy', from, madeAt: new Date().toISOString(), head: null });
}

function fileOf(location: StoreLocation | AccessLocation): string | undefined {
  if ('dataDir' in location) return join(location.dataDir, 'access.db');
  if (location.engine !== 'sqlite') return undefined;
  return basename(location.file) === EVENTS_FILE ? location.file : undefined;
}
