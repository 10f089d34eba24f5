import type { Place } from '../model/place.js';
import type { CellLine, SourceCell } from '../model/source-document.js';

/** A stretch of text as a reader of some format meets it. */
export interface Run {
  readonly text: string;
  /** Struck out, or deleted in a tracked change. */
  readonly isStruck?: boolean;
}

export interface RawLine {
  readonly runs: readonly Run[];
  readonly list?: { readonly level: number; readonly marker: string };
}

/** What pasting leaves, and nobody sees: no-break spaces and hyphens, soft hyphens, characters without width. */
export function plain(text: string): string {
  return text
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/\u2011/g, '-')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
}

const tidy = (text: string) =>
  plain(text)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim();

export function lineOf({ runs, list }: RawLine): CellLine {
  const text = tidy(
    runs
      .filter((run) => !run.isStruck)
      .map((run) => run.text)
      .join(''),
  ).replace(/ {2,}/g, ' ');
  const struck: string[] = [];
  let isOpen = false;
  for (const run of runs) {
    if (run.isStruck) {
      if (isOpen) struck.push((struck.pop() ?? '') + run.text);
      else struck.push(run.text);
      isOpen = true;
    } else if (run.text.trim() !== '') isOpen = false;
  }
  const earlier = struck.map(tidy).filter((passage) => passage !== '');
  return { text, earlier, ...(list && { list }) };
}

export type CellExtras = Partial<Omit<SourceCell, 'place' | 'text' | 'earlier' | 'lines'>>;

export function cellOf(place: Place, rawLines: readonly RawLine[], extras: CellExtras = {}): SourceCell {
  const all = rawLines.map(lineOf);
  const lines = all.filter(({ text }) => text !== '');
  return {
    place,
    text: lines.map(({ text }) => text).join('\n'),
    earlier: all.flatMap(({ earlier }) => earlier),
    lines: lines.length === all.length ? all : lines,
    ...extras,
  };
}

const NOTHING: readonly never[] = [];
/** White space that reading normalises or splits into lines; most cells skip that work. */
const UNTIDY = /^\s|\s$| {2}|[\n\r\t\u00a0\u2007\u202f\u2011\u00ad\u200b\u2060\ufeff]/;

/** A cell of a format that knows no struck text. */
export function plainCell(place: Place, text: string, extras: CellExtras = {}): SourceCell {
  if (text === '') return { place, text, earlier: NOTHING, lines: NOTHING, ...extras };
  if (!UNTIDY.test(text)) return { place, text, earlier: NOTHING, lines: [{ text, earlier: NOTHING }], ...extras };
  const cell = cellOf(
    place,
    text.split(/\r\n|\r|\n/).map((line) => ({ runs: [{ text: line }] })),
    extras,
  );
  return cell.text === text ? cell : { ...cell, raw: text };
}
