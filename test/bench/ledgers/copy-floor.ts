import { openSession, quoted } from '#postgres/session.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { copyInto, copyRows } from '#read-store/postgres/copy.js';
import { addKeys, createIndexes, createTables, dropKeys } from '#read-store/postgres/schemas.js';
import { ACTORS, CLOSED, type CopyTarget, CURRENT, ITEMS, ONCE } from '#read-store/postgres/tables.js';
import type { SqlValue } from '#read-store/tables/columns.js';

// The floor of a rebuild into PostgreSQL: the rows that it wrote, ready in memory as COPY takes them, copied to the same
// tables. Tells the seconds that this took, without and with the keys and indexes that come last.

const PORTION = 20_000;
const [, , url = '', from = '', to = ''] = process.argv;
const TARGETS: readonly CopyTarget[] = [ITEMS, ACTORS, ...CLOSED.values(), ...CURRENT.values(), ...ONCE.values()];

const source = await openSession(url, { settings: { search_path: from } });
const target = await openSession(url, { settings: {}, pipeline: false });

let milliseconds = 0;
async function timed(work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  milliseconds += performance.now() - began;
}

await timed(async () => {
  await target.query('BEGIN');
  await createTables(target, to, PROJECTIONS);
  await dropKeys(target);
});
await source.query('BEGIN');
for (const each of TARGETS) await copy(each);
const copied = milliseconds / 1000;
await timed(async () => {
  await addKeys(target);
  await createIndexes(target);
  await target.query('COMMIT');
});
await target.query(`DROP SCHEMA ${quoted(to)} CASCADE`);
await Promise.all([source.end(), target.end()]);
process.send?.({ copied, indexed: milliseconds / 1000 });
process.disconnect?.();

async function copy(table: CopyTarget): Promise<void> {
  await source.query(`DECLARE rows CURSOR FOR SELECT ${table.columns.join(', ')} FROM ${table.name}`);
  for (;;) {
    const { rows } = await source.query<SqlValue[]>({ text: `FETCH ${PORTION} FROM rows`, rowMode: 'array' });
    if (rows.length === 0) break;
    const bytes = copyRows(rows.flat(), table.columns.length);
    await timed(() => copyInto(target, table, [bytes]));
  }
  await source.query('CLOSE rows');
}
