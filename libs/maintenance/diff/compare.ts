import { type Kysely, sql } from '#platform/index.js';
import type { Schema, SqlValue } from '#read-store/index.js';
import { COMPARED, type ComparedTable } from './tables.js';

export interface RowDifference {
  readonly table: string;
  readonly row: Readonly<Record<string, SqlValue>>;
  readonly item: string | null;
  readonly sort: 'only-live' | 'only-fresh' | 'changed';
  readonly columns: readonly { readonly name: string; readonly live: SqlValue; readonly fresh: SqlValue }[];
}

export interface Comparison {
  readonly position: number;
  readonly rows: number;
  readonly different: number;
  readonly tables: readonly { readonly table: string; readonly different: number }[];
  /** At most `LISTED`. */
  readonly differences: readonly RowDifference[];
}

export const LISTED = 50;
/** Items per chunk, whose rows are held in memory. */
const CHUNK = 1_000;

type Row = Readonly<Record<string, SqlValue>>;
type Db = Kysely<Schema>;

/** Compares every row of two read models at one position, in chunks of keys. */
export async function compare(
  live: Db,
  fresh: Db,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Comparison> {
  const { position } = await live.selectFrom('progress').select('position').executeTakeFirstOrThrow();
  const last = Math.max(await lastKey(live), await lastKey(fresh));
  const counts = new Map<string, number>();
  const found: Omit<RowDifference, 'item'>[] = [];
  let rows = 0;
  for (let after = 0; after <= last; after += CHUNK) {
    for (const table of COMPARED) {
      if (!table.keyed && after > 0) continue;
      const [ones, others] = [await rowsOf(live, table, after), await rowsOf(fresh, table, after)];
      rows += Math.max(ones.length, others.length);
      const differences = differencesOf(table, ones, others);
      if (differences.length === 0) continue;
      counts.set(table.name, (counts.get(table.name) ?? 0) + differences.length);
      found.push(...differences.slice(0, LISTED - found.length));
    }
    onProgress(Math.min(after + CHUNK, last), last);
  }
  const tables = [...counts].map(([table, different]) => ({ table, different }));
  return {
    position,
    rows,
    different: tables.reduce((total, { different }) => total + different, 0),
    tables,
    differences: await withItems(live, fresh, found),
  };
}

async function lastKey(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from (
    select max(key) as key from items union all select max(key) as key from actors) as keys`.execute(db);
  return rows[0]?.last ?? 0;
}

async function rowsOf(db: Db, { name, columns, keyed }: ComparedTable, after: number): Promise<readonly Row[]> {
  const span = keyed ? sql` where key > ${after} and key <= ${after + CHUNK}` : sql``;
  const selected = sql.join(columns.map((column) => sql.ref(column)));
  return (await sql<Row>`select ${selected} from ${sql.table(name)}${span}`.execute(db)).rows;
}

function differencesOf(
  table: ComparedTable,
  live: readonly Row[],
  fresh: readonly Row[],
): Omit<RowDifference, 'item'>[] {
  const others = byIdentity(table, fresh);
  const found: Omit<RowDifference, 'item'>[] = [];
  for (const [identity, rows] of byIdentity(table, live)) {
    const same = others.get(identity) ?? [];
    others.delete(identity);
    for (let at = 0; at < Math.max(rows.length, same.length); at++) found.push(...differing(table, rows[at], same[at]));
  }
  for (const rows of others.values()) for (const row of rows) found.push(...differing(table, undefined, row));
  return found;
}

/** Rows of equal identity are sorted by their values, so that duplicates pair up. */
function byIdentity({ identity, columns }: ComparedTable, rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = textOf(row, identity);
    const others = found.get(name);
    if (!others) found.set(name, [row]);
    else others.push(row);
  }
  for (const each of found.values())
    if (each.length > 1) each.sort((one, other) => (textOf(one, columns) < textOf(other, columns) ? -1 : 1));
  return found;
}

const textOf = (row: Row, columns: readonly string[]) => JSON.stringify(columns.map((column) => row[column]));

function differing({ name, identity, columns }: ComparedTable, live: Row | undefined, fresh: Row | undefined) {
  const row = (live ?? fresh) as Row;
  const named = { table: name, row: Object.fromEntries(identity.map((each) => [each, row[each] ?? null])) };
  if (!live) return [{ ...named, sort: 'only-fresh' as const, columns: [] }];
  if (!fresh) return [{ ...named, sort: 'only-live' as const, columns: [] }];
  const changed = columns
    .filter((column) => live[column] !== fresh[column])
    .map((column) => ({ name: column, live: live[column] ?? null, fresh: fresh[column] ?? null }));
  return changed.length === 0 ? [] : [{ ...named, sort: 'changed' as const, columns: changed }];
}

async function withItems(live: Db, fresh: Db, found: readonly Omit<RowDifference, 'item'>[]): Promise<RowDifference[]> {
  const keys = [
    ...new Set(found.flatMap(({ table, row }) => (table !== 'actors' && 'key' in row ? [Number(row.key)] : []))),
  ];
  const names = new Map<number, string>();
  for (const db of [fresh, live]) {
    if (keys.length === 0) break;
    const items = await db
      .selectFrom('items')
      .select(['key', 'kind', 'id', 'reference'])
      .where('key', 'in', keys)
      .execute();
    for (const { key, kind, id, reference } of items) names.set(key, reference ?? `${kind}-${id}`);
  }
  return found.map(({ table, row, ...rest }) => ({
    table,
    row,
    item: (table !== 'actors' && names.get(Number(row.key))) || null,
    ...rest,
  }));
}
