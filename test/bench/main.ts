import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { catchUpFromEventStoreDB } from './eventstoredb/catch-up.js';
import { commandsOnEventStoreDB } from './eventstoredb/commands.js';
import { type Figure, rowOf, tableOf } from './figures.js';
import { growthTable } from './growth.js';
import { http } from './http/http.js';
import { proof } from './http/proof.js';
import { changes } from './ledgers/changes.js';
import { importing } from './ledgers/imports.js';
import { generatedLedgers, type Ledgers } from './ledgers/ledgers.js';
import { memory } from './ledgers/memory.js';
import { pages } from './ledgers/pages.js';
import { postgres } from './ledgers/postgres.js';
import { rebuilding } from './ledgers/rebuild.js';
import { reports } from './ledgers/reports.js';
import { whatIfReplay } from './ledgers/what-if.js';
import { inFolder } from './processes.js';
import { QUICK, type Sizes, WHOLE } from './sizes.js';

// npm run bench -- [--quick] [--only <part>]... [--larger <events>] [--json <file>]

const PARTS: Readonly<Record<string, (sizes: Sizes, ledgers: Ledgers) => Promise<Figure[]>>> = {
  http,
  rebuild: rebuilding,
  postgres,
  reports,
  pages,
  changes,
  'what-if': whatIfReplay,
  memory,
  imports: importing,
  proof,
  'eventstoredb-commands': commandsOnEventStoreDB,
  'eventstoredb-catch-up': catchUpFromEventStoreDB,
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
    quick: { type: 'boolean', default: false },
    larger: { type: 'string' },
  },
});
const { json, only, quick, larger } = values;
const sizes: Sizes = { ...(quick ? QUICK : WHOLE), ...(larger !== undefined && { larger: Number(larger) }) };
if (!Number.isSafeInteger(sizes.larger)) throw new Error('--larger takes a number of events.');
const unknown = only.find((name) => !(name in PARTS));
if (unknown !== undefined) throw new Error(`There is no part ${unknown}; there are ${Object.keys(PARTS).join(', ')}.`);

const figures: Figure[] = [];
await inFolder(async (folder) => {
  const ledgers = generatedLedgers(folder);
  for (const [name, part] of Object.entries(PARTS)) {
    if (!only.includes(name)) continue;
    console.error(`Measuring: ${name}`);
    const measured = await part(sizes, ledgers);
    console.log(`${tableOf(measured)}\n`);
    figures.push(...measured);
  }
});
const growth = growthTable(figures);
if (growth !== undefined) console.log(`${growth}\n`);
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures.map(rowOf), null, 2)}\n`);
