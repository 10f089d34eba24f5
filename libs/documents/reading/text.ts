import { fail } from '../model/failure.js';
import type { DocumentLimits } from '../model/limits.js';
import type { Block, Paragraph, SourceDocument } from '../model/source-document.js';
import { readDelimited } from './delimited.js';
import type { Decoded } from './encoding.js';
import { plain, plainCell } from './rich.js';
import { tableOfBlanks } from './text-columns.js';
import type { TableFound, TextLine } from './text-line.js';
import { headingOf, isWrapped, listIn, marked } from './text-lines.js';

/** Marks of a mail that is quoted. */
const QUOTED = /^(?:>+ )+/;

/** Plain text: paragraphs, lists, tables parted by tabs and tables whose columns are made of blanks. */
export async function readText(decoded: Decoded, name: string, limits: DocumentLimits): Promise<SourceDocument> {
  if (isTabbedThroughout(decoded.text)) return readDelimited(decoded, name, limits);
  const lines = decoded.text
    .split(/\r\n|\r|\n/)
    .map((text, index) => ({ number: index + 1, text: text.replace(QUOTED, '') }));
  if (lines.length > limits.rows) {
    const [limit, found] = [limits.rows, lines.length];
    fail('document-too-large', `The file holds ${found} lines. At most ${limit} are read.`, {
      what: 'rows',
      limit,
      found,
    });
  }
  return { name, format: 'text', encoding: decoded.encoding, blocks: blocksOf(lines), notes: decoded.notes };
}

/** Excel's "Unicode text" is a table from its first line to its last. */
function isTabbedThroughout(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  const tabs = first.split('\t').length;
  const same = lines.filter((line) => line.split('\t').length === tabs).length;
  return tabs > 1 && lines.length > 1 && same >= lines.length * 0.9;
}

function blocksOf(lines: readonly TextLine[]): Block[] {
  const blocks: Block[] = [];
  let tables = 0;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] as TextLine;
    if (line.text.trim() === '') {
      at += 1;
      continue;
    }
    const marked = tableOfTabs(lines, at, tables + 1) ?? tableOfBars(lines, at, tables + 1);
    const table = marked ?? tableOfBlanks(lines, at, tables + 1);
    if (table) {
      blocks.push(table.table);
      tables += 1;
      at = table.next;
      continue;
    }
    const paragraph = paragraphAt(lines, at);
    blocks.push(paragraph.paragraph);
    at = paragraph.next;
  }
  return blocks;
}

function tableOfTabs(lines: readonly TextLine[], start: number, table: number): TableFound | undefined {
  let end = start;
  while (end < lines.length && lines[end]?.text.includes('\t') && lines[end]?.text.trim() !== '') end += 1;
  if (end - start < 2) return undefined;
  const rows = lines.slice(start, end).map(({ text, number }) => ({ number, texts: text.split('\t') }));
  return tableFrom(rows, end, table);
}

const bars = (line: TextLine | undefined) => (line?.text.trim().replace(/^\||\|$/g, '') ?? '').split('|');

/** "Book the hall | SO | 1 May": at least two lines of as many columns, three or more. */
function tableOfBars(lines: readonly TextLine[], start: number, table: number): TableFound | undefined {
  const width = bars(lines[start]).length;
  let end = start;
  while (end < lines.length && bars(lines[end]).length === width) end += 1;
  if (width < 3 || end - start < 2) return undefined;
  const rows = lines.slice(start, end).map((line) => ({ number: line.number, texts: bars(line) }));
  return tableFrom(rows, end, table);
}

interface RowTexts {
  readonly number: number;
  readonly texts: readonly string[];
}

function tableFrom(rows: readonly RowTexts[], next: number, table: number): TableFound {
  const width = Math.max(...rows.map(({ texts }) => texts.length));
  return {
    next,
    table: {
      kind: 'table',
      place: { line: rows[0]?.number ?? 1, table },
      rows: rows.map(({ number, texts }, index) => {
        const place = { line: number, table, row: index + 1 };
        return {
          place,
          cells: Array.from({ length: width }, (_, column) =>
            plainCell({ ...place, column: column + 1 }, unquoted(texts[column] ?? '')),
          ),
        };
      }),
    },
  };
}

const unquoted = (text: string) =>
  /^\s*".*"\s*$/.test(text) && !/[^"]"[^"]/.test(text.trim().slice(1, -1))
    ? text.trim().slice(1, -1).replaceAll('""', '"')
    : text;

function paragraphAt(lines: readonly TextLine[], start: number): { paragraph: Paragraph; next: number } {
  const first = lines[start] as TextLine;
  let next = start + 1;
  let text = first.text;
  while (next < lines.length && isWrapped(text, lines[next - 1] as TextLine, lines[next] as TextLine)) {
    text = `${text.trimEnd()} ${(lines[next] as TextLine).text.trim()}`;
    next += 1;
  }
  const blanks = { before: blanksBefore(lines, start), after: blanksAfter(lines, next) };
  const list = listIn(text);
  const following = lines[next]?.text ?? '';
  const heading = headingOf(text, blanks, list, following);
  const own = heading === undefined && list ? { list: { level: list.level, marker: list.marker } } : {};
  const { written, earlier } = marked(plain(list && heading === undefined ? list.text : text).trim());
  return {
    next,
    paragraph: {
      kind: 'paragraph',
      place: { line: first.number },
      text: heading === undefined ? written : written.replace(/^#+\s*/, '').replace(/\s*#+$/, ''),
      earlier,
      ...(heading !== undefined && { heading }),
      ...own,
      blanks,
    },
  };
}

function blanksBefore(lines: readonly TextLine[], start: number): number {
  let count = 0;
  while (start - count - 1 >= 0 && lines[start - count - 1]?.text.trim() === '') count += 1;
  return count;
}

function blanksAfter(lines: readonly TextLine[], next: number): number {
  let count = 0;
  while (next + count < lines.length && lines[next + count]?.text.trim() === '') count += 1;
  return count;
}
