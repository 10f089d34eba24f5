import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { testOn } from '#test/support/read-models/engine.js';
import { postgresEngine } from '#test/support/read-models/postgres-engine.js';

// All that is tested of read models on SQLite is tested on PostgreSQL: the specs of the other folders run again here.

/** Of one engine alone: what a what-if replays into is a file, wherever the ledger's own read models are. */
const OWN = /^(sqlite|postgres)\/|^rebuild\/current-rows/;

const database = await openTestDatabase();
testOn(postgresEngine(database.url));
afterAll(() => database.stop());

const root = fileURLToPath(new URL('../', import.meta.url));
const specs = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.spec.js'));
for (const path of specs.filter((each) => !OWN.test(each)).sort()) await import(`../${path}`);
