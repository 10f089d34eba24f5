import type { Comparison, RowDifference } from '#maintenance/index.js';
import type { SqlValue } from '#read-store/index.js';
import { cut } from '../text/render.js';
import { inOneLine } from '../text/visible-text.js';

const SORTS: Readonly<Record<RowDifference['sort'], string>> = {
  'only-live': 'only in the live ones',
  'only-fresh': 'missing in the live ones',
  changed: '',
};

export function summaryOf({ position, rows, different }: Comparison): string {
  return `${different} of ${rows} rows differ, as of position ${position}`;
}

export function linesOf(comparison: Comparison): string[] {
  const { different, tables, differences } = comparison;
  const more = different - differences.length;
  return [
    summaryOf(comparison),
    ...tables.map(({ table, different }) => `  ${table}: ${different}`),
    ...differences.flatMap(rowLines),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function rowLines({ table, row, item, sort, columns }: RowDifference): string[] {
  const which = Object.entries(row).map(([name, value]) => `${name} ${valueText(value)}`);
  return [
    [
      `${table}, ${which.join(', ')}`,
      item === null ? '' : ` (${item})`,
      sort === 'changed' ? '' : `: ${SORTS[sort]}`,
    ].join(''),
    ...columns.map(({ name, live, fresh }) => `  ${name}: live ${valueText(live)}, made afresh ${valueText(fresh)}`),
  ];
}

const valueText = (value: SqlValue) => (value === null ? '-' : cut(inOneLine(String(value))));
