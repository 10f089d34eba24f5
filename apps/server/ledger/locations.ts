import { join } from 'node:path';
import { inFile, type StoreLocation } from '#event-store/location.js';
import type { Config } from '#platform/config.js';
import { inDataDir, type ReadLocation } from '#projections/location.js';

export const EVENTS_FILE = 'events.db';

/** Where the settings say that the ledger's events are. */
export const eventsOf = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): StoreLocation => inFile(join(DATA_DIR, EVENTS_FILE));

/** Where the settings say that its read models, its tokens and its people are. */
export const readModelsOf = ({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): ReadLocation => inDataDir(DATA_DIR);
