import type { SourceTable } from '../model/source-document.js';
import { account } from './action-table.js';
import { answerTo, ask, type Gathering } from './gathering.js';
import { ownTexts } from './grid.js';

/** Accounts for each row of a hidden sheet that somebody answered to leave out; says whether it did. */
export function isLeftOut(table: SourceTable, gathering: Gathering): boolean {
  if (answerTo(gathering, 'hidden-row', table.place) !== 'leave') return false;
  gathering.tables.push({ place: table.place, kind: 'furniture', why: 'A hidden sheet, left out.', columns: [] });
  for (const row of table.rows) {
    const isEmpty = ownTexts(row).length === 0;
    account(gathering, row, isEmpty ? 'empty' : 'furniture', 'A hidden sheet, left out as answered.', []);
  }
  return true;
}

/** Nothing of a sheet that nobody sees comes in without an answer. */
export function askHiddenSheet({ place, sheet }: SourceTable, first: number, gathering: Gathering): void {
  const { items } = gathering;
  const found = items.slice(first);
  if (found.length === 0) return;
  for (const [index, item] of found.entries()) items[first + index] = { ...item, isHidden: true };
  const keys = found.map(({ key }) => key);
  ask(gathering, 'hidden-row', place, `"${sheet}" is hidden and holds ${keys.length} items. Bring them in?`, keys, [
    { value: 'include', label: 'Bring them in' },
    { value: 'leave', label: 'Leave them out', isTaken: true },
  ]);
}
