import { neutralised } from '#documents/index.js';
import type { CellValue, ExportRow, Heading } from '../model/columns.js';

const END_OF_LINE = '\r\n';
const BYTE_ORDER_MARK = '\u{feff}';
const TO_QUOTE = /[",\r\n]|^\s|\s$/;

/** CSV by RFC 4180, a page of rows at a time. Texts that a spreadsheet would take for formulas are neutralised. */
export async function* csvOf(
  headings: readonly Heading[],
  pages: AsyncIterable<readonly ExportRow[]>,
  withMark: boolean,
): AsyncGenerator<string, void> {
  yield (withMark ? BYTE_ORDER_MARK : '') + lineOf(headings.map(({ heading }) => quoted(heading)));
  for await (const rows of pages) {
    const lines = rows.map((cells) => lineOf(headings.map(({ is }, index) => field(is, cells[index] ?? null))));
    yield lines.join('');
  }
}

const lineOf = (fields: readonly string[]) => fields.join(',') + END_OF_LINE;

function field(is: Heading['is'], cell: CellValue): string {
  if (cell === null) return '';
  return quoted(is === 'text' && typeof cell === 'string' ? neutralised(cell) : String(cell));
}

const quoted = (text: string) => (TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
