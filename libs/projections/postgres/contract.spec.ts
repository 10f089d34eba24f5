import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { testOn } from '../testing/engine.js';
import { postgresEngine } from '../testing/postgres-engine.js';

// All that is tested of read models on SQLite is tested on PostgreSQL: the specs of the other folders run again here.

const OWN = /^(sqlite|postgres)\//;

const database = await openTestDatabase();
testOn(postgresEngine(database.url));
afterAll(() => database.stop());

const root = fileURLToPath(new URL('../', import.meta.url));
const specs = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.spec.js'));
for (const path of specs.filter((each) => !OWN.test(each)).sort()) await import(`../${path}`);
