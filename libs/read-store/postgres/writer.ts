import type pg from 'pg';
import type { KeyChanges } from '../runtime/key-registry.js';
import type { RowChanges, RowValues } from '../runtime/unit-of-work.js';
import type { SqlValue } from '../tables/columns.js';
import { CLOSED, type CopyTarget, CURRENT, DESCRIBED, keyColumns, keyRows, ONCE, REMOVED } from './tables.js';

/** Multi-row statements, one per table, to be pipelined in this order. */
export function writes(register: KeyChanges, rows: RowChanges): pg.QueryConfig[] {
  return [
    ...keyRows(register).flatMap(([target, values]) =>
      statement(target === DESCRIBED ? updating : inserting, target, values),
    ),
    ...ofTables(inserting, CLOSED, rows.closed),
    ...ofTables(inserting, ONCE, rows.appended),
    ...ofTables(deleting, REMOVED, rows.removed),
    ...ofTables(setting, CURRENT, rows.current),
  ];
}

type Statement = (target: CopyTarget, rows: string) => string;

function ofTables(
  make: Statement,
  targets: ReadonlyMap<string, CopyTarget>,
  changes: ReadonlyMap<string, RowValues>,
): pg.QueryConfig[] {
  return [...changes].flatMap(([table, values]) => {
    const target = targets.get(table);
    if (!target) throw new Error(`Unknown read model table ${table}.`);
    return statement(make, target, values);
  });
}

function statement(make: Statement, target: CopyTarget, values: RowValues): pg.QueryConfig[] {
  if (values.length === 0) return [];
  const parameters = target.types.map((type, index) => `$${index + 1}::${type}[]`);
  const text = make(target, `unnest(${parameters.join(', ')}) AS given (${target.columns.join(', ')})`);
  return [{ name: `${make.name} ${target.name}`, text, values: byColumn(values, target.columns.length) }];
}

function byColumn(values: RowValues, width: number): SqlValue[][] {
  const columns = Array.from({ length: width }, (): SqlValue[] => []);
  values.forEach((value, index) => {
    columns[index % width]?.push(value);
  });
  return columns;
}

function inserting({ name, columns }: CopyTarget, rows: string): string {
  return `INSERT INTO ${name} (${columns.join(', ')}) SELECT * FROM ${rows}`;
}

function setting(target: CopyTarget, rows: string): string {
  const key = keyColumns(target);
  const rest = target.columns.filter((column) => !key.includes(column));
  return `${inserting(target, rows)} ON CONFLICT (${key.join(', ')})
    DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

function deleting({ name, columns }: CopyTarget, rows: string): string {
  const same = columns.map((column) => `row.${column} = given.${column}`).join(' AND ');
  return `DELETE FROM ${name} AS row USING ${rows} WHERE ${same}`;
}

function updating({ name, columns }: CopyTarget, rows: string): string {
  const [key, ...rest] = columns;
  return `UPDATE ${name} AS row SET ${rest.map((column) => `${column} = given.${column}`).join(', ')}
    FROM ${rows} WHERE row.${key} = given.${key}`;
}
