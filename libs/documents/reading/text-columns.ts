import { plainCell } from './rich.js';
import type { TableFound, TextLine } from './text-line.js';

interface Chunk {
  readonly start: number;
  readonly text: string;
}

/** A row as it is gathered from its lines, by column. */
interface Draft {
  readonly number: number;
  readonly cells: string[];
}

const FEWEST_COLUMNS = 3;
const NEAR = 3;

/**
 * A table whose columns are made of blanks. Lines below a row whose first column is empty go on it, and each piece of
 * text belongs to the column that begins nearest to it.
 */
export function tableOfBlanks(lines: readonly TextLine[], start: number, table: number): TableFound | undefined {
  const head = lines[start] as TextLine;
  const columns = chunksOf(head.text).map((chunk) => chunk.start);
  if (columns.length < FEWEST_COLUMNS || !alignedBelow(lines, start, columns)) return undefined;
  const drafts: Draft[] = [];
  let at = start;
  let next = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as TextLine;
    const chunks = chunksOf(line.text);
    if (chunks.length === 0) {
      if (!goesOn(lines, at, columns)) break;
      continue;
    }
    if (!fits(chunks, columns, drafts.length > 0)) break;
    place(line, chunks, columns, drafts);
    next = at + 1;
  }
  if (drafts.length < 2) return undefined;
  return {
    next,
    table: {
      kind: 'table',
      place: { line: head.number, table },
      rows: drafts.map(({ number, cells }, index) => {
        const at = { line: number, table, row: index + 1 };
        return {
          place: at,
          cells: columns.map((_, column) => plainCell({ ...at, column: column + 1 }, cells[column] ?? '')),
        };
      }),
    },
  };
}

function chunksOf(text: string): Chunk[] {
  return [...text.replaceAll('\t', '        ').matchAll(/\S+(?: \S+)*/g)].map((found) => ({
    start: found.index,
    text: found[0],
  }));
}

/** At least two of the next six lines have pieces in three of the columns. */
function alignedBelow(lines: readonly TextLine[], start: number, columns: readonly number[]): boolean {
  const below = lines.slice(start + 1, start + 7).map(({ text }) => chunksOf(text));
  const aligned = below.filter((chunks) => {
    const hits = new Set(chunks.map((chunk) => columnAt(chunk, columns)).filter((column) => column !== undefined));
    return hits.size >= Math.min(FEWEST_COLUMNS, columns.length) - 1 && chunks.length >= 2;
  });
  return aligned.length >= 2;
}

/** After an empty line the table goes on where the next line begins a row of it. */
function goesOn(lines: readonly TextLine[], at: number, columns: readonly number[]): boolean {
  const next = lines.slice(at, at + 2).find(({ text }) => text.trim() !== '');
  const chunks = next ? chunksOf(next.text) : [];
  return chunks.length >= 2 && chunks.every((chunk) => columnAt(chunk, columns) !== undefined);
}

function fits(chunks: readonly Chunk[], columns: readonly number[], isBelow: boolean): boolean {
  const known = chunks.filter((chunk) => columnAt(chunk, columns) !== undefined).length;
  return known === chunks.length || (isBelow && known >= 1 && known >= chunks.length - 1);
}

function columnAt({ start }: Chunk, columns: readonly number[]): number | undefined {
  const column = columns.findLastIndex((from) => from <= start + NEAR);
  return column >= 0 && Math.abs((columns[column] as number) - start) <= NEAR ? column : undefined;
}

/** "CLOSED ITEMS" in the middle of its line stands over the rows below, and goes on none. */
const STANDS_OVER =
  /^[-=*\s]*(?:closed|completed|open|outstanding|live|new|carried forward)\s+(?:actions?|items?|tasks?)\b.{0,30}$/i;

function place(line: TextLine, chunks: readonly Chunk[], columns: readonly number[], drafts: Draft[]): void {
  const cells = columns.map(() => '');
  for (const chunk of chunks) {
    const nearest = columns.findLastIndex((from) => from <= chunk.start + NEAR);
    const column = columnAt(chunk, columns) ?? Math.max(nearest, 0);
    cells[column] = [cells[column], chunk.text].filter((text) => text !== '').join(' ');
  }
  const above = drafts.at(-1);
  if (above && chunks.length === 1 && STANDS_OVER.test(chunks[0]?.text ?? '')) {
    drafts.push({
      number: line.number,
      cells: columns.map((_, column) => (column === 0 ? (chunks[0]?.text ?? '') : '')),
    });
  } else if (above && cells[0] === '') {
    for (const [column, text] of cells.entries()) {
      if (text !== '') above.cells[column] = above.cells[column] ? `${above.cells[column]} ${text}` : text;
    }
  } else drafts.push({ number: line.number, cells });
}
