import { join } from 'node:path';
import { inFile, onServer, type StoreLocation } from '#event-store/index.js';
import type { StoreSettings } from '#platform/index.js';
import { inDatabase, inDataDir, type ReadLocation } from '#read-store/index.js';

export const EVENTS_FILE = 'events.db';

export type StorageConfig = StoreSettings;

export const eventsOf = ({ DATA_DIR, EVENTSTOREDB_URL, STREAM_PREFIX = '' }: StorageConfig): StoreLocation =>
  EVENTSTOREDB_URL ? onServer(EVENTSTOREDB_URL, STREAM_PREFIX) : inFile(join(DATA_DIR, EVENTS_FILE));

export const readModelsOf = ({ DATA_DIR, DATABASE_URL, STREAM_PREFIX }: StorageConfig): ReadLocation =>
  DATABASE_URL ? inDatabase(DATABASE_URL, STREAM_PREFIX) : inDataDir(DATA_DIR);

export function noLedger({ DATA_DIR, EVENTSTOREDB_URL }: StorageConfig): Error {
  const [place, setting] = EVENTSTOREDB_URL
    ? ['EVENTSTOREDB_URL', 'STREAM_PREFIX to that of one']
    : [DATA_DIR, 'DATA_DIR to the folder of one'];
  return new Error(`There is no ledger in ${place}; start the server first, or set ${setting}.`);
}
