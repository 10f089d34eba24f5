import { columnNames, hasBody, type SqlValue, type Table } from '../tables/columns.js';
import type { Version } from '../tables/projection.js';
import { bodies } from '../tables/tables.js';

export function currentRows(table: Table): { readonly columns: string; readonly source: string } {
  const columns = ['from_position', 'effective_from', ...columnNames(table)].map((name) => `row.${name}`).join(', ');
  if (table !== bodies) return { columns, source: `${table.name} AS row` };
  return {
    columns: `${columns}, texts.title, texts.description`,
    source: 'bodies AS row JOIN texts ON texts.key = row.key',
  };
}

export function versionOf(table: Table, [from, effective, ...columns]: readonly SqlValue[]): Version {
  const ownWidth = table.valueColumns.length;
  const version: Version = { from: Number(from), effective: Number(effective), values: columns.slice(0, ownWidth) };
  if (!hasBody(table)) return version;
  const [body, title, description] = columns.slice(ownWidth);
  return {
    ...version,
    state: { ...JSON.parse(String(body)), ...(title && { title }), ...(description && { description }) },
  };
}
