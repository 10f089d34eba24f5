import type pg from 'pg';
import type { KnownKeys } from '../runtime/key-registry.js';
import { currentRows, versionOf } from '../runtime/loading.js';
import type { SqlValue, Table } from '../tables/columns.js';
import type { Current } from '../tables/project.js';
import type { AnyProjection, Version } from '../tables/projection.js';
import { bodies, texts } from '../tables/tables.js';

export async function loadRows(
  client: pg.ClientBase,
  items: ReadonlyMap<AnyProjection, ReadonlySet<number>>,
): Promise<Current> {
  const keys = new Map<Table, number[]>();
  for (const [projection, wanted] of items)
    for (const table of tablesOf(projection)) keys.set(table, [...(keys.get(table) ?? []), ...wanted]);
  const loaded = new Map(
    await Promise.all([...keys].map(async ([table, wanted]) => [table, await load(client, table, wanted)] as const)),
  );
  return (table, key, sub) => loaded.get(table)?.get(nameOf(table, key, sub));
}

function tablesOf({ indexes, children = [], counters = [] }: AnyProjection): readonly Table[] {
  return [bodies, texts, ...[...indexes, ...children, ...counters].map(({ table }) => table)];
}

const nameOf = (table: Table, key: SqlValue | undefined, sub: SqlValue | undefined) =>
  table.sub ? `${key} ${sub}` : `${key}`;

async function load(client: pg.ClientBase, table: Table, keys: readonly number[]): Promise<Map<string, Version>> {
  const { columns, source } = currentRows(table);
  const sub = table.sub ? 'row.sub' : "''";
  const { rows } = await client.query<SqlValue[]>({
    name: `load ${table.name}`,
    text: `SELECT row.key, ${sub}, ${columns} FROM ${source} WHERE row.key = ANY ($1::integer[])`,
    values: [keys],
    rowMode: 'array',
  });
  return new Map(rows.map(([key, sub, ...version]) => [nameOf(table, key, sub), versionOf(table, version)]));
}

export async function knownIn(client: pg.ClientBase): Promise<KnownKeys> {
  const items = await client.query<{ key: number; id: string }>('SELECT key, id FROM items');
  const actors = await client.query<{ key: number; party: number; body: string }>(
    'SELECT key, party, body FROM actors ORDER BY key',
  );
  return { items: items.rows, actors: actors.rows };
}
