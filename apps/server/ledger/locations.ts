import { join } from 'node:path';
import { inFile, onServer, type StoreLocation } from '#event-store/location.js';
import type { Config } from '#platform/config.js';

export const EVENTS_FILE = 'events.db';

/** The settings that say where a ledger is. */
export type Whereabouts = Pick<Config, 'DATA_DIR' | 'EVENTSTOREDB_URL' | 'STREAM_PREFIX'>;

/** Where the settings say that the ledger's events are. */
export const eventsOf = ({ DATA_DIR, EVENTSTOREDB_URL, STREAM_PREFIX = '' }: Whereabouts): StoreLocation =>
  EVENTSTOREDB_URL ? onServer(EVENTSTOREDB_URL, STREAM_PREFIX) : inFile(join(DATA_DIR, EVENTS_FILE));
