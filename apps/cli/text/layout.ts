import { inOneRow } from './visible-text.js';

const NARROWEST = 40;
const WIDEST = 120;
/** The width if stdout is no terminal. */
const UNKNOWN = 100;
const BETWEEN = 2;

/** Limited even on a wide terminal, because long lines are hard to read. */
export function columns(terminal: number | undefined = process.stdout.columns): number {
  return Math.max(NARROWEST, Math.min(WIDEST, terminal || UNKNOWN));
}

/** Breaks between words only; a word longer than the line stays whole. */
export function wrapped(
  text: string,
  width: number,
  { first = '', rest }: { first?: string; rest?: string } = {},
): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of inOneRow(text).split(' ')) {
    if (empty) line += word;
    else if (length(line) + 1 + length(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = (rest ?? first) + word;
    }
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

export interface Column {
  readonly title?: string;
  readonly right?: boolean;
  /** Breaks inside such a column only as the last resort. */
  readonly whole?: boolean;
}

/** Drops empty columns. If rows are too wide, the widest columns wrap by word. */
export function table(
  all: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  indent = '  ',
): string[] {
  const used = all.flatMap((column, at) => (rows.some((row) => row[at]) ? [{ ...column, at }] : []));
  if (used.length === 0) return [];
  const titled = used.some(({ title }) => title !== undefined);
  const cells = [
    ...(titled ? [used.map(({ title = '' }) => title)] : []),
    ...rows.map((row) => used.map(({ at }) => inOneRow(row[at] ?? ''))),
  ];
  const widths = fitted(
    used.map(({ whole = false }, at) => {
      const texts = cells.map((row) => row[at] as string);
      return { whole, wanted: longest(texts), least: longest(texts.flatMap((text) => text.split(' '))) };
    }),
    width - length(indent) - BETWEEN * (used.length - 1),
  );
  return cells.flatMap((row) => rowLines(row, used, widths, indent));
}

interface Wanted {
  readonly whole: boolean;
  readonly wanted: number;
  readonly least: number;
}

/** Other columns stay unwrapped while text columns have this many characters. */
const READABLE = 16;

function fitted(wanted: readonly Wanted[], room: number): number[] {
  const widths = wanted.map((each) => each.wanted);
  for (let over = widths.reduce(add, 0) - room; over > 0; over -= 1) {
    const can = wanted.map(({ whole, least }, at) => ({ at, whole, least, width: widths[at] as number }));
    const texts = can.filter(({ whole, least, width }) => !whole && width > Math.max(least, READABLE));
    const any = can.filter(({ least, width }) => width > least);
    const [widest] = (texts.length > 0 ? texts : any).sort((one, other) => other.width - one.width);
    if (!widest) break;
    widths[widest.at] = widest.width - 1;
  }
  return widths;
}

function rowLines(
  row: readonly string[],
  used: readonly Column[],
  widths: readonly number[],
  indent: string,
): string[] {
  const cells = row.map((text, at) => wrapped(text, widths[at] as number));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = cells.map((lines, at) => padded(lines[line] ?? '', widths[at] as number, used[at]?.right === true));
    return (indent + parts.join(' '.repeat(BETWEEN))).trimEnd();
  });
}

function padded(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - length(text)));
  return right ? blanks + text : text + blanks;
}

/** Counts grapheme clusters, so that combining marks take no width. */
export function length(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return [...text].filter((character) => !/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)).length;
}

const add = (one: number, other: number) => one + other;
const longest = (texts: readonly string[]) => Math.max(...texts.map(length));
