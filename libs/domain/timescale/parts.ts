import { LEADS, type Mark, type MarkKind, marksOf } from './marks.js';

/** One timescale of a text that may hold several: its words as they are written, and what they are taken for. */
export interface Part {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Words that begin a new part where a period has gone before and another follows. */
const BEGINNINGS: readonly MarkKind[] = [...LEADS, 'estimate', 'perhaps', 'status', 'label'];
const EDGES: readonly MarkKind[] = ['filler', 'and', 'slash', 'dash'];

/**
 * Cuts a text into its timescales. A new one begins with each period that is not joined to the one before it by a
 * dash, a slash or "and". `near` is the year of the document.
 */
export function partsOf(text: string, near: number): Part[] {
  const marks = marksOf(text, near);
  const lastPeriod = marks.findLastIndex(({ kind }) => kind === 'period');
  const groups: Mark[][] = [];
  let current: Mark[] = [];
  /** The kinds of mark since the part's period, or undefined before it. */
  let since: MarkKind[] | undefined;
  for (const [index, mark] of marks.entries()) {
    if (since && index <= lastPeriod && begins(mark.kind, since)) {
      groups.push(current);
      current = [];
      since = undefined;
    }
    current.push(mark);
    if (mark.kind === 'period') since = [];
    else if (mark.kind !== 'filler') since?.push(mark.kind);
  }
  return [...groups, current].map(trimmed).map((group) => ({ text: wordsOf(text, group), marks: group }));
}

/** The words that some marks cover, with single spaces. */
export function wordsOf(text: string, marks: readonly Mark[]): string {
  return text.slice(marks[0]?.start ?? 0, marks.at(-1)?.end ?? 0).replace(/\s+/g, ' ');
}

function begins(kind: MarkKind, since: readonly MarkKind[]): boolean {
  const [joint, ...more] = since;
  if (joint === 'slash' && more.every((word) => word === 'label') && (kind === 'period' || kind === 'label'))
    return false;
  if (joint === 'dash' && kind === 'end' && more.length === 0) return false;
  if (kind !== 'period') return BEGINNINGS.includes(kind);
  const joined = joint === 'dash' ? more.every((word) => word === 'end') : joint === 'and' && more.length === 0;
  return !joined;
}

function trimmed(marks: readonly Mark[]): readonly Mark[] {
  const first = marks.findIndex(({ kind }) => !EDGES.includes(kind));
  const last = marks.findLastIndex(({ kind }) => !EDGES.includes(kind));
  return first < 0 ? marks : marks.slice(first, last + 1);
}
