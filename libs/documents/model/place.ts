/** Where something stands in a document. Numbers count from 1. */
export interface Place {
  /** Line of a text file. */
  readonly line?: number;
  readonly sheet?: string;
  /** Address in a sheet, `B9`. */
  readonly cell?: string;
  /** Which table of the document, in its order. */
  readonly table?: number;
  readonly row?: number;
  readonly column?: number;
  /** Which paragraph of a document without lines. */
  readonly paragraph?: number;
}

const PARTS: readonly [keyof Place, string][] = [
  ['sheet', 'sheet'],
  ['cell', 'cell'],
  ['line', 'line'],
  ['table', 'table'],
  ['row', 'row'],
  ['column', 'column'],
  ['paragraph', 'paragraph'],
];

/** `sheet Tracker, cell B9`; a line or a cell tells enough without its table, row and column. */
export function sayPlace(place: Place): string {
  const isExact = place.line !== undefined || place.cell !== undefined;
  const told = PARTS.filter(([key]) => place[key] !== undefined).filter(
    ([key]) => !isExact || key === 'sheet' || key === 'cell' || key === 'line' || (key === 'column' && place.line),
  );
  const inSheet = place.sheet !== undefined && !isExact;
  return told
    .filter(([key]) => !(inSheet && key === 'table'))
    .map(([key, word]) => `${word} ${place[key]}`)
    .join(', ');
}

/** The same for two places that are the same. */
export function placeKey(place: Place): string {
  return PARTS.map(([key]) => place[key] ?? '').join('|');
}
