import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { catchUpFromEventStoreDB } from './eventstoredb/catch-up.js';
import { commandsOnEventStoreDB } from './eventstoredb/commands.js';
import { type Figure, rowOf, tableOf } from './figures.js';
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

// npm run bench -- [--quick] [--only <part>]... [--json <file>]

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
  },
});
const { json, only, quick } = values;
const unknown = only.find((name) => !(name in PARTS));
if (unknown !== undefined) throw new Error(`There is no part ${unknown}; there are ${Object.keys(PARTS).join(', ')}.`);

const figures: Figure[] = [];
await inFolder(async (folder) => {
  const ledgers = generatedLedgers(folder);
  for (const [name, part] of Object.entries(PARTS)) {
    if (!only.includes(name)) continue;
    console.error(`Measuring: ${name}`);
    const measured = await part(quick ? QUICK : WHOLE, ledgers);
    console.log(`${tableOf(measured)}\n`);
    figures.push(...measured);
  }
});
if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures.map(rowOf), null, 2)}\n`);
