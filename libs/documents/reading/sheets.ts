import type { Cell, CellStyle, CellValue, MergeRange, Sheet, Workbook } from 'hucre';
import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { Note, SourceCell, SourceDocument, SourceRow, SourceTable } from '../model/source-document.js';
import { type CellExtras, cellOf, plainCell, type RawLine } from './rich.js';
import { unpack } from './zip.js';

type FormatValue = typeof import('hucre').formatValue;

/** Excel and OpenDocument sheets. A formula is never evaluated: the value that was stored is read. */
export async function readSheets(
  bytes: Uint8Array,
  name: string,
  format: 'xlsx' | 'ods',
  limits: DocumentLimits,
): Promise<SourceDocument> {
  const container = await unpack(bytes, () => false, limits);
  const { readXlsx, readOds, formatValue } = await import('hucre');
  const workbook = await read(() => (format === 'xlsx' ? readXlsx : readOds)(bytes, { readStyles: true }), limits);
  const notes: Note[] = [];
  if (workbook.dateSystem === '1904') {
    notes.push({ code: 'date-system-1904', text: 'The workbook counts its days from 1904. They were read so.' });
  }
  if (container.names.some((entry) => /vbaProject/i.test(entry))) {
    notes.push({ code: 'macros', text: 'The workbook holds macros. They were not run.' });
  }
  if (container.names.some((entry) => entry.startsWith('xl/externalLinks/'))) {
    notes.push({ code: 'external-link', text: 'The workbook links to others. No link was followed.' });
  }
  checkCells(workbook, limits);
  const blocks = workbook.sheets.map((sheet, index) => tableOf(sheet, index + 1, formatValue, notes));
  return { name, format, blocks: blocks.filter(({ rows }) => rows.length > 0), notes };
}

async function read(open: () => Promise<Workbook>, limits: DocumentLimits): Promise<Workbook> {
  try {
    return await open();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && error.name === 'EncryptedFileError') {
      fail('document-encrypted', 'The workbook is protected by a password. Save it without one.');
    }
    if (/exceed|too many|too large|limit/i.test(reason)) {
      fail('document-too-large', `The workbook is larger than what is read: ${reason}.`, {
        what: 'cells',
        limit: limits.cells,
      });
    }
    fail('document-truncated', `The workbook is cut off or damaged: ${reason}.`, { reason });
  }
}

function checkCells({ sheets }: Workbook, limits: DocumentLimits): void {
  const counts = sheets.map(({ rows }) => ({ rows: rows.length, columns: Math.max(0, ...sizes(rows)) }));
  const cells = counts.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  for (const [what, found, limit] of [
    ['rows', Math.max(0, ...counts.map(({ rows }) => rows)), limits.rows],
    ['columns', Math.max(0, ...counts.map(({ columns }) => columns)), limits.columns],
    ['cells', cells, limits.cells],
  ] as const) {
    if (found > limit) {
      fail('document-too-large', `The workbook holds ${found} ${what}. At most ${limit} are read.`, {
        what,
        limit,
        found,
      });
    }
  }
}

function* sizes(rows: readonly (readonly unknown[])[]): Generator<number> {
  let most = 0;
  for (const row of rows) most = Math.max(most, row.length);
  yield most;
}

function tableOf(sheet: Sheet, table: number, formatValue: FormatValue, notes: Note[]): SourceTable {
  const place = { sheet: sheet.name, table };
  if (sheet.hidden || sheet.veryHidden) {
    notes.push({ code: 'hidden-sheet', text: `The sheet "${sheet.name}" is hidden.`, place });
  }
  const hiddenColumns = (sheet.columns ?? []).flatMap(({ hidden }, index) => (hidden ? [index] : []));
  for (const index of hiddenColumns) {
    notes.push({
      code: 'hidden-column',
      text: `Column ${letters(index)} of the sheet "${sheet.name}" is hidden.`,
      place: { ...place, column: index + 1 },
    });
  }
  const merges = mergesOf(sheet.merges ?? []);
  const width = Math.max(...sizes(sheet.rows), ...(sheet.merges ?? []).map(({ endCol }) => endCol + 1), 0);
  const around: Around = {
    ...{ sheet: sheet.name, table, merges, formatValue, notes },
    letters: Array.from({ length: width }, (_, column) => letters(column)),
  };
  const rows = sheet.rows.map((values, row): SourceRow => {
    const isHidden = sheet.rowDefs?.get(row)?.hidden === true;
    const at = { ...place, row: row + 1 };
    if (isHidden) notes.push({ code: 'hidden-row', text: `Row ${row + 1} of "${sheet.name}" is hidden.`, place: at });
    const cells = Array.from({ length: width }, (_, column) =>
      cellAt(sheet, values[column] ?? null, row, column, around),
    );
    return { place: at, cells, ...(isHidden && { isHidden }) };
  });
  return {
    kind: 'table',
    place,
    rows: trimmed(rows),
    sheet: sheet.name,
    ...((sheet.hidden || sheet.veryHidden) && { isHiddenSheet: true as const }),
    ...(hiddenColumns.length > 0 && { hiddenColumns }),
  };
}

/** Sheets go on with empty, formatted rows. */
function trimmed(rows: readonly SourceRow[]): readonly SourceRow[] {
  const last = rows.findLastIndex(({ cells }) => cells.some(({ text, earlier }) => text !== '' || earlier.length > 0));
  return rows.slice(0, last + 1);
}

type Merges = ReadonlyMap<string, { readonly row: number; readonly column: number; readonly range: MergeRange }>;

function mergesOf(ranges: readonly MergeRange[]): Merges {
  const found = new Map<string, { row: number; column: number; range: MergeRange }>();
  for (const range of ranges) {
    const lastRow = Math.min(range.endRow, range.startRow + 5000);
    const lastColumn = Math.min(range.endCol, range.startCol + 500);
    for (let row = range.startRow; row <= lastRow; row += 1) {
      for (let column = range.startCol; column <= lastColumn; column += 1) {
        found.set(`${row},${column}`, { row: range.startRow, column: range.startCol, range });
      }
    }
  }
  return found;
}

interface Around {
  readonly sheet: string;
  readonly table: number;
  readonly letters: readonly string[];
  readonly merges: Merges;
  readonly formatValue: FormatValue;
  readonly notes: Note[];
}

function cellAt(sheet: Sheet, value: CellValue, row: number, column: number, around: Around): SourceCell {
  const place = {
    sheet: around.sheet,
    table: around.table,
    row: row + 1,
    column: column + 1,
    cell: `${around.letters[column]}${row + 1}`,
  };
  const at = `${row},${column}`;
  const cell = sheet.cells?.get(at);
  const merged = around.merges.size > 0 ? around.merges.get(at) : undefined;
  if (!cell && !merged) return plainCell(place, shown(value, undefined, around.formatValue), heldBy(value));
  if (merged && (merged.row !== row || merged.column !== column)) {
    return plainCell(place, '', { partOf: { row: merged.row, column: merged.column }, ...styleOf(cell?.style) });
  }
  const extras: CellExtras = {
    ...styleOf(cell?.style),
    ...(merged && { merge: spanOf(merged.range) }),
    ...(cell?.comment && { comment: cell.comment.text.trim() }),
    ...(cell?.formula !== undefined && { formula: cell.formula }),
    ...heldBy(value),
  };
  if (cell?.formula !== undefined && value === null) {
    around.notes.push({ code: 'formula-without-value', text: 'A formula has no stored value.', place });
  }
  if (cell?.richText) return cellOf(place, richLines(cell), extras);
  const text = shown(value, cell?.style?.numFmt, around.formatValue);
  if (!cell?.style?.font?.strikethrough) return plainCell(place, text, extras);
  return cellOf(place, [{ runs: [{ text, isStruck: true }] }], { ...styleOf(cell.style) });
}

const spanOf = (range: MergeRange) => ({
  rows: range.endRow - range.startRow + 1,
  columns: range.endCol - range.startCol + 1,
});

function heldBy(value: CellValue): CellExtras {
  if (typeof value === 'number') return { number: value };
  return value instanceof Date && !Number.isNaN(value.getTime()) ? { date: value.toISOString().slice(0, 10) } : {};
}

/** A date without a usable format is shown as its ISO day. */
function shown(value: CellValue, format: string | undefined, formatValue: FormatValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return format ? formatValue(value, format) : value.toISOString().slice(0, 10);
  return format && format !== 'General' ? formatValue(value, format) : String(value);
}

function richLines({ richText = [] }: Cell): readonly RawLine[] {
  const lines: { text: string; isStruck?: boolean }[][] = [[]];
  for (const { text, font } of richText) {
    for (const [index, part] of text.split(/\r\n|\r|\n/).entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ text: part, isStruck: font?.strikethrough === true });
    }
  }
  return lines.map((runs) => ({ runs }));
}

function styleOf(style: CellStyle | undefined): CellExtras {
  const fill = style?.fill;
  if (fill?.type !== 'pattern' || fill.pattern !== 'solid') return {};
  const rgb = fill.fgColor?.rgb?.slice(-6).toUpperCase();
  return rgb && /^[0-9A-F]{6}$/.test(rgb) ? { fill: rgb } : {};
}

export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
