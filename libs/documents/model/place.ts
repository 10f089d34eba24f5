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

const EXACT: ReadonlySet<keyof Place> = new Set(['sheet', 'cell', 'line']);

/** `sheet Tracker, cell B9`; a line or a cell tells enough without its table, row and column. */
export function sayPlace(place: Place): string {
  const isExact = place.line !== undefined || place.cell !== undefined;
  const inSheet = place.sheet !== undefined && !isExact;
  let said = '';
  // A loop allocates no lists; large imports call this for each row and command.
  for (const [key, word] of PARTS) {
    if (place[key] === undefined || (inSheet && key === 'table')) continue;
    const isTold = !isExact || EXACT.has(key) || (key === 'column' && place.line !== undefined);
    if (isTold) said += `${said === '' ? '' : ', '}${word} ${place[key]}`;
  }
  return said;
}

/** The same for two places that are the same. */
export function placeKey(place: Place): string {
  const { sheet = '', cell = '', line = '', table = '', row = '', column = '', paragraph = '' } = place;
  return `${sheet}|${cell}|${line}|${table}|${row}|${column}|${paragraph}`;
}
