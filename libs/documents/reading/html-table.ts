import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { SourceCell, SourceRow, SourceTable } from '../model/source-document.js';
import { linesIn } from './html-lines.js';
import { attribute, fillOf, type HtmlElement, isElement, isUnseen, lineAt } from './html-nodes.js';
import { cellOf, lineOf, plainCell } from './rich.js';

interface Held {
  readonly row: number;
  readonly column: number;
  readonly until: number;
}

/** A table with one cell for each column of its grid, whatever its `rowspan` and `colspan`. */
export function htmlTable(table: HtmlElement, number: number, limits: DocumentLimits): SourceTable {
  const trs = rowsIn(table);
  const held = new Map<number, Held>();
  const drafts = trs.map(({ tr, isHead }, row) => {
    const place = { table: number, row: row + 1, ...lineOfNode(tr) };
    const cells = new Map<number, SourceCell>();
    let column = 0;
    const skip = () => {
      for (let above = held.get(column); above && above.until >= row; above = held.get(column)) {
        const partOf = { row: above.row, column: above.column };
        cells.set(column, plainCell({ ...place, column: column + 1 }, '', { partOf }));
        column += 1;
      }
    };
    for (const td of tr.childNodes) {
      if (!isElement(td) || (td.tagName !== 'td' && td.tagName !== 'th') || isUnseen(td)) continue;
      skip();
      const columns = span(td, 'colspan', 100);
      const rows = Math.min(span(td, 'rowspan', 10_000), trs.length - row);
      for (let next = column; next < column + columns; next += 1) {
        if (rows > 1) held.set(next, { row, column, until: row + rows - 1 });
        const at = { ...place, column: next + 1 };
        const isFirst = next === column;
        cells.set(next, isFirst ? content(td, at, rows, columns) : plainCell(at, '', { partOf: { row, column } }));
      }
      column += columns;
      check(column, limits);
    }
    skip();
    return { place, cells, isHead };
  });
  const width = Math.max(0, ...drafts.flatMap(({ cells }) => [...cells.keys()].map((column) => column + 1)));
  const rows = drafts.map(
    ({ place, cells, isHead }): SourceRow => ({
      place,
      cells: Array.from(
        { length: width },
        (_, column) => cells.get(column) ?? plainCell({ ...place, column: column + 1 }, ''),
      ),
      ...(isHead && { isHeader: true as const }),
    }),
  );
  const caption = captionOf(table);
  return { kind: 'table', place: { table: number, ...lineOfNode(table) }, rows, ...(caption && { caption }) };
}

function check(columns: number, limits: DocumentLimits): void {
  if (columns <= limits.columns) return;
  fail('document-too-large', `A table has more than ${limits.columns} columns.`, {
    what: 'columns',
    limit: limits.columns,
    found: columns,
  });
}

const lineOfNode = (element: HtmlElement) => {
  const line = lineAt(element);
  return line === undefined ? {} : { line };
};

function span(td: HtmlElement, name: 'rowspan' | 'colspan', most: number): number {
  const value = Number.parseInt(attribute(td, name) ?? '1', 10);
  return Number.isNaN(value) || value < 1 ? 1 : Math.min(value, most);
}

function content(td: HtmlElement, place: SourceCell['place'], rows: number, columns: number): SourceCell {
  const fill = fillOf(td);
  return cellOf(place, linesIn(td), {
    ...(td.tagName === 'th' && { isHeading: true }),
    ...(fill && { fill }),
    ...((rows > 1 || columns > 1) && { merge: { rows, columns } }),
  });
}

function rowsIn(element: HtmlElement, isHead = false): { readonly tr: HtmlElement; readonly isHead: boolean }[] {
  return element.childNodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.tagName === 'tr') return [{ tr: node, isHead }];
    return ['thead', 'tbody', 'tfoot'].includes(node.tagName) ? rowsIn(node, node.tagName === 'thead') : [];
  });
}

function captionOf(table: HtmlElement): string | undefined {
  const caption = table.childNodes.find((node) => isElement(node) && node.tagName === 'caption');
  return caption && isElement(caption)
    ? linesIn(caption)
        .map((line) => lineOf(line).text)
        .join(' ')
        .trim()
    : undefined;
}
