import { inXml } from '#documents-out/index.js';
import type { CellType, CellValue, ExportRow, Heading } from '../model/columns.js';

/** Indexes of the styles in the workbook. */
export const STYLE = { head: 1, text: 2, day: 3, instant: 4, number: 5 } as const;
/** What Excel holds in a cell at most, in characters. */
const LONGEST = 32_767;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);
/** Before it Excel counts a day that there was not. */
const FIRST_TRUE_DAY = Date.UTC(1900, 2, 1);
const XMLNS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The sheet as far as its first row, which stays in sight. */
export function sheetHead(headings: readonly Heading[]): string {
  const columns = headings.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const cells = headings.map(({ heading }, at) => stringCell(at, 1, heading, STYLE.head));
  return `${DECLARATION}<worksheet xmlns="${XMLNS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`;
}

export function sheetRow(headings: readonly Heading[], cells: ExportRow, row: number): string {
  const shown = headings.map(({ is }, at) => cellOf(is, cells[at] ?? null, at, row));
  return `<row r="${row}">${shown.join('')}</row>`;
}

export const sheetEnd = (columns: number, rows: number): string =>
  `</sheetData><autoFilter ref="A1:${lettersOf(columns - 1)}${rows}"/></worksheet>`;

function cellOf(is: CellType, cell: CellValue, at: number, row: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return numberCell(at, row, cell, STYLE.number);
  if (is === 'figure' && isExact(cell)) return numberCell(at, row, cell, STYLE.number);
  const serial = is === 'day' || is === 'instant' ? serialOf(cell) : undefined;
  if (serial !== undefined) return numberCell(at, row, serial, is === 'day' ? STYLE.day : STYLE.instant);
  return stringCell(at, row, cell, STYLE.text);
}

/** A number that is the same after a float has held it. */
const isExact = (text: string) => /^-?\d{1,15}(\.\d{1,10})?$/.test(text) && String(Number(text)) === text;

/** Days since the end of 1899, as the 1900 system counts them. */
function serialOf(text: string): number | undefined {
  const at = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  return at >= FIRST_TRUE_DAY ? (at - FIRST_DAY) / DAY_MS : undefined;
}

const numberCell = (at: number, row: number, value: number | string, style: number) =>
  `<c r="${lettersOf(at)}${row}" s="${style}"><v>${value}</v></c>`;

const stringCell = (at: number, row: number, text: string, style: number) =>
  `<c r="${lettersOf(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cut(text))}</t></is></c>`;

const cut = (text: string) =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).replace(/[\u{d800}-\u{dbff}]$/u, '')}…`;

/** `_x0041_` is how Excel writes a character by its number, so a text that looks so is escaped. */
export const escaped = (text: string): string =>
  inXml(text)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');

export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}
