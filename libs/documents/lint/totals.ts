import type { Finding } from '../model/finding.js';
import type { ActionItem } from '../model/items.js';
import { placeKey } from '../model/place.js';
import { isTable, type SourceCell, type SourceTable } from '../model/source-document.js';
import type { Account } from '../model/understood.js';
import { type Looked, passage } from './passages.js';

const COUNTED = /\b(\d+)\s+(actions?|items?|complete[d]?|closed|open)\b/gi;

/** Rows that count or add up the rows above them. */
export function totals(looked: Looked): readonly Finding[] {
  const { understood, document } = looked;
  const byPlace = new Map(understood.accounts.map((account) => [placeKey(account.place), account]));
  return document.blocks.filter(isTable).flatMap((table) =>
    table.rows.flatMap((row, index) => {
      if (byPlace.get(placeKey(row.place))?.outcome !== 'total') return [];
      const whole = above(table, index, byPlace, true);
      const shown = whole.filter((at) => !table.rows[at]?.isHidden);
      const found = [above(table, index, byPlace, false), whole, shown].map((rows) =>
        checkRow(table, index, rows, looked.actions),
      );
      // A total may stand for its section, for all, or for all that is shown.
      return found.some((one) => one.length === 0) ? [] : (found.at(-1) ?? []);
    }),
  );
}

/** The rows that a total stands for: to the total or section before it, or all above. */
function above(
  table: SourceTable,
  index: number,
  byPlace: ReadonlyMap<string, Account>,
  isWhole: boolean,
): readonly number[] {
  const rows: number[] = [];
  for (let at = index - 1; at >= 0; at -= 1) {
    const account = byPlace.get(placeKey(table.rows[at]?.place ?? {}));
    if (!isWhole && (account?.outcome === 'total' || account?.outcome === 'section')) break;
    if (account?.outcome === 'item' || account?.outcome === 'part') rows.unshift(at);
  }
  return rows;
}

function checkRow(
  table: SourceTable,
  index: number,
  rows: readonly number[],
  actions: readonly ActionItem[],
): readonly Finding[] {
  const row = table.rows[index];
  if (!row || rows.length === 0) return [];
  return row.cells.flatMap((cell, column) => [
    ...countsIn(cell, table, rows, actions),
    ...sumIn(cell, column, table, rows),
  ]);
}

function countsIn(
  cell: SourceCell,
  table: SourceTable,
  rows: readonly number[],
  actions: readonly ActionItem[],
): readonly Finding[] {
  const keys = new Set(rows.map((at) => placeKey(table.rows[at]?.place ?? {})));
  const own = actions.filter(({ place, partOf }) => !partOf && keys.has(placeKey(place)));
  const complete = own.filter(({ status }) => status?.value === 'complete').length;
  return [...cell.text.matchAll(COUNTED)].flatMap(([whole, said = '', what = '']) => {
    const isComplete = /^c/i.test(what);
    const found = /^(?:action|item)/i.test(what) ? rows.length : isComplete ? complete : own.length - complete;
    const same = Number(said) === found || (/^(?:action|item)/i.test(what) && Number(said) === own.length);
    if (same) return [];
    const text = `"${whole}" does not agree with the rows above: they hold ${found}.`;
    return [{ code: 'total-is-not-sum' as const, text, passages: [passage(cell.place, cell.text)] }];
  });
}

/** A number that is neither the sum nor the mean of the numbers above. */
function sumIn(cell: SourceCell, column: number, table: SourceTable, rows: readonly number[]): readonly Finding[] {
  const total = numberOf(cell);
  const values = rows.flatMap((at) => numberOf(table.rows[at]?.cells[column]) ?? []);
  if (total === undefined || values.length < 2) return [];
  const sum = values.reduce((one, other) => one + other, 0);
  const places = cell.number === undefined ? 2 : Math.min((String(cell.number).split('.')[1] ?? '').length, 4);
  const isNear = (exact: number) =>
    Math.abs(total - exact) <= 0.5 / 10 ** places + 1e-9 ||
    Math.abs(total - exact) < 0.011 * Math.abs(total < 1.5 ? 1 : 0);
  if (isNear(sum) || isNear(sum / values.length)) return [];
  const text = `The total says ${cell.text}. The cells above add up to ${Number(sum.toFixed(4))}.`;
  return [{ code: 'total-is-not-sum', text, passages: [passage(cell.place, cell.text)] }];
}

function numberOf(cell: SourceCell | undefined): number | undefined {
  if (!cell || cell.date) return undefined;
  if (cell.number !== undefined) return cell.number;
  const text = cell.text.replace(/[£€$,\s]/g, '');
  if (!/^-?\d+(?:\.\d+)?%?$/.test(text)) return undefined;
  return Number(text.replace('%', ''));
}
