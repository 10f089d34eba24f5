import type { Sure } from '../model/items.js';
import type { SourceTable } from '../model/source-document.js';
import type { ColumnRole } from '../model/understood.js';
import { isFullWidth, ownTexts, shownAt, widthOf } from './grid.js';
import { normalHeading, roleOf } from './headings.js';

export interface TableColumn {
  readonly index: number;
  readonly heading: string;
  readonly role: ColumnRole;
  readonly sure: Sure;
  readonly why: string;
  /** A column of owners and dates together, "Lead / Deadline", is two of one index. */
  readonly half?: 'owner' | 'date';
}

export interface Header {
  /** Index of its first row; -1 where there is none. */
  readonly first: number;
  /** Index of the first row below it. */
  readonly end: number;
  readonly headings: readonly string[];
  /** How many headings are known. */
  readonly known: number;
}

const SEARCHED = 15;

/** The row whose cells are known headings, with the rows below that complete it. */
export function headerOf(table: SourceTable): Header {
  const width = widthOf(table);
  let best: Header = { first: -1, end: 0, headings: Array.from({ length: width }, () => ''), known: 0 };
  for (const [index, row] of table.rows.slice(0, SEARCHED).entries()) {
    const texts = row.cells.map(({ text }) => text.trim());
    const filled = texts.filter((text) => text !== '');
    const known = texts.filter((text) => roleOf(text) !== undefined).length;
    const isShort = filled.every((text) => text.length <= 80);
    const enough = known >= 2 || (known === 1 && width <= 2) || (row.isHeader === true && known >= 1);
    if (!isShort || !enough || known < filled.length * 0.4 || known <= best.known) continue;
    if (best.first >= 0 && index > best.first + 3) break;
    const end = endOf(table, index);
    best = { first: index, end, headings: joined(table, index, end), known };
  }
  return best;
}

/** Rows below complete a header where its cells are merged over them, or where the document marks them so. */
function endOf(table: SourceTable, first: number): number {
  const head = table.rows[first];
  let end = first + 1;
  const reach = Math.max(...(head?.cells.map(({ merge }) => merge?.rows ?? 1) ?? [1]));
  const isSpanned = head?.cells.some(({ merge }) => (merge?.columns ?? 1) > 1 && (merge?.rows ?? 1) === 1) ?? false;
  if (reach > 1) end = first + Math.min(reach, 3);
  else if (isSpanned && completes(table, first + 1)) end = first + 2;
  while (table.rows[end]?.isHeader && end < first + 3) end += 1;
  return end;
}

function completes(table: SourceTable, index: number): boolean {
  const row = table.rows[index];
  if (!row) return false;
  const texts = ownTexts(row);
  if (texts.some((cell) => isFullWidth(cell, row.cells.length))) return false;
  return texts.length > 0 && texts.every(({ text }) => roleOf(text) !== undefined);
}

function joined(table: SourceTable, first: number, end: number): readonly string[] {
  return Array.from({ length: widthOf(table) }, (_, column) => {
    const texts: string[] = [];
    for (let row = first; row < end; row += 1) {
      const text = shownAt(table, row, column)?.text.replace(/\s+/g, ' ').trim() ?? '';
      if (text !== '' && !texts.includes(text)) texts.push(text);
    }
    return texts.join(' ');
  });
}

/** A header that is repeated, on each page or for each section. */
export function repeatsHeader(texts: readonly string[], headings: readonly string[]): boolean {
  let repeated = 0;
  // Most rows differ from the header in their first cell.
  for (const [index, cell] of texts.entries()) {
    if (cell.trim() === '') continue;
    const [text, heading] = [normalHeading(cell), normalHeading(headings[index] ?? '')];
    const isSame = heading === text || heading.startsWith(`${text} `) || heading.endsWith(` ${text}`);
    if (heading === '' || !isSame) return false;
    repeated += 1;
  }
  return repeated >= 2;
}
