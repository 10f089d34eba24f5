import { fail } from '../model/failure.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import { type Lists, listOf } from './docx-lists.js';
import { type DocxParts, runsOf, type TextBox } from './docx-runs.js';
import { type CellExtras, cellOf, plainCell, type RawLine } from './rich.js';
import { child, type Element, elementsIn } from './xml.js';

interface Origin {
  readonly row: number;
  readonly column: number;
  rows: number;
  columns: number;
}

/** A table with one cell for each column of its grid; merged cells name the one that they are part of. */
export function tableOf(table: Element, number: number, parts: DocxParts, lists: Lists, boxes: TextBox[]): SourceTable {
  const origins = new Map<number, Origin>();
  const merges: Origin[] = [];
  const drafts = rowsIn(table).map((tr, row) => {
    const cells = new Map<number, SourceCell>();
    let column = gridBefore(tr);
    for (const tc of cellsIn(tr)) {
      const place = { table: number, row: row + 1, column: column + 1 };
      const properties = child(tc, 'tcPr');
      const span = Math.min(Math.max(Number(child(properties, 'gridSpan')?.attributes.val ?? 1), 1), 500);
      const merge = child(properties, 'vMerge');
      const above = origins.get(column);
      const goesOn = merge !== undefined && merge.attributes.val !== 'restart' && above !== undefined;
      const origin = goesOn ? above : { row, column, rows: 1, columns: span };
      if (goesOn) origin.rows += 1;
      else merges.push(origin);
      const own = goesOn
        ? plainCell(place, '', { partOf: { row: origin.row, column: origin.column } })
        : contentOf(tc, place, { parts, lists, boxes, isDeleted: isDeletedRow(tr) });
      cells.set(column, own);
      for (let next = column; next < column + span; next += 1) {
        if (merge === undefined) origins.delete(next);
        else origins.set(next, origin);
        if (next > column) {
          const covered = { ...place, column: next + 1 };
          cells.set(next, plainCell(covered, '', { partOf: { row: origin.row, column: origin.column } }));
        }
      }
      column += span;
    }
    const isHeader = child(tr, 'trPr', 'tblHeader') !== undefined;
    return { cells, isHeader };
  });
  const width = Math.max(0, ...drafts.flatMap(({ cells }) => [...cells.keys()].map((column) => column + 1)));
  check(drafts.length, width, parts);
  const rows = drafts.map(({ cells, isHeader }, row): SourceRow => {
    const place = { table: number, row: row + 1 };
    const dense = Array.from(
      { length: width },
      (_, column) => cells.get(column) ?? plainCell({ ...place, column: column + 1 }, ''),
    );
    return {
      place,
      cells: dense.map((cell, column) => spanned(cell, row, column, merges)),
      ...(isHeader && { isHeader }),
    };
  });
  return { kind: 'table', place: { table: number }, rows };
}

function spanned(cell: SourceCell, row: number, column: number, merges: readonly Origin[]): SourceCell {
  const merge = merges.find((one) => one.row === row && one.column === column);
  const isMerged = merge !== undefined && (merge.rows > 1 || merge.columns > 1);
  return isMerged ? { ...cell, merge: { rows: merge.rows, columns: merge.columns } } : cell;
}

function check(rows: number, columns: number, { limits }: DocxParts): void {
  if (rows <= limits.rows && columns <= limits.columns && rows * columns <= limits.cells) return;
  fail('document-too-large', `A table of the document has ${rows} rows and ${columns} columns.`, {
    what: 'cells',
    limit: limits.cells,
    found: rows * columns,
  });
}

const WRAPPERS = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'del']);

function within(element: Element, name: string): readonly Element[] {
  return elementsIn(element).flatMap((node) => {
    if (node.name === name) return [node];
    return WRAPPERS.has(node.name) ? within(node, name) : [];
  });
}

const rowsIn = (table: Element) => within(table, 'tr');
const cellsIn = (row: Element) => within(row, 'tc');
const gridBefore = (row: Element) => Number(child(row, 'trPr', 'gridBefore')?.attributes.val ?? 0);
const isDeletedRow = (row: Element) => child(row, 'trPr', 'del') !== undefined;

interface Reading {
  readonly parts: DocxParts;
  readonly lists: Lists;
  readonly boxes: TextBox[];
  readonly isDeleted: boolean;
}

function contentOf(tc: Element, place: SourceCell['place'], reading: Reading): SourceCell {
  const comments: string[] = [];
  const lines = linesIn(tc, reading, comments);
  const fill = child(tc, 'tcPr', 'shd')?.attributes.fill;
  const extras: CellExtras = {
    ...(fill && /^[0-9A-Fa-f]{6}$/.test(fill) && { fill: fill.toUpperCase() }),
    ...(comments.length > 0 && { comment: comments.join('\n') }),
  };
  const own = reading.isDeleted
    ? lines.map(({ runs }) => ({ runs: runs.map((run) => ({ ...run, isStruck: true })) }))
    : lines;
  return cellOf(place, own, extras);
}

/** A table within a cell becomes lines of it, its cells parted by tabs. */
function linesIn(element: Element, reading: Reading, comments: string[]): RawLine[] {
  return elementsIn(element).flatMap((node): RawLine[] => {
    if (node.name === 'p') {
      const found = runsOf(node, reading.parts, reading.boxes);
      comments.push(...found.comments);
      const list = listOf(child(node, 'pPr'), reading.lists);
      return found.raw.map((raw) => ({ ...raw, ...(list && { list }) }));
    }
    if (node.name === 'tbl') {
      return rowsIn(node).map((row) => ({
        runs: cellsIn(row).flatMap((cell, index) => [
          ...(index > 0 ? [{ text: '\t' }] : []),
          ...linesIn(cell, reading, comments).flatMap(({ runs }) => runs),
        ]),
      }));
    }
    return WRAPPERS.has(node.name) || node.name === 'sdtContent' ? linesIn(node, reading, comments) : [];
  });
}
