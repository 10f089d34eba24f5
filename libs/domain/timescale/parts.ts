import { LEADS, type Mark, type MarkKind, marksOf, QUIET } from './marks.js';
import type { Reckoning } from './reckoning.js';
import { isTwoWays, isYearless } from './spans.js';
import { withYears } from './years.js';

export interface TextPart {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const BEGINNINGS: readonly MarkKind[] = [...LEADS, 'estimate', 'perhaps', 'status', 'label', 'meeting'];
const EDGES: readonly MarkKind[] = ['filler', 'and', 'slash', 'dash'];

/** Cuts before each period that no dash, slash or "and" joins; a series of months stays whole. */
export function partsOf(text: string, by: Reckoning): TextPart[] {
  const marks = withYears(marksOf(text, by));
  if (isSeries(marks)) return [{ text: wordsOf(text, marks), marks: trimmed(marks) }];
  const lastPeriod = marks.findLastIndex(({ kind }) => kind === 'period');
  const groups: Mark[][] = [];
  let current: Mark[] = [];
  let since: MarkKind[] | undefined;
  for (const [index, mark] of marks.entries()) {
    if (since && index <= lastPeriod && begins(mark.kind, since)) {
      groups.push(current);
      current = [];
      since = undefined;
    }
    current.push(mark);
    if (mark.kind === 'period') since = [];
    else if (!QUIET.includes(mark.kind)) since?.push(mark.kind);
  }
  return [...groups, current].map(trimmed).map((group) => ({ text: wordsOf(text, group), marks: group }));
}

function isSeries(marks: readonly Mark[]): boolean {
  const comesRound = marks.some(({ kind }) => kind === 'recurrence' || kind === 'each');
  const periods = marks.flatMap(({ kind, named }) => (kind === 'period' ? [named] : []));
  return comesRound && periods.length > 1 && periods.every((named) => named && (isYearless(named) || isTwoWays(named)));
}

export function wordsOf(text: string, marks: readonly Mark[]): string {
  return text.slice(marks[0]?.start ?? 0, marks.at(-1)?.end ?? 0).replace(/\s+/g, ' ');
}

function begins(kind: MarkKind, since: readonly MarkKind[]): boolean {
  const [joint, ...more] = since;
  if (joint === 'slash' && more.every((word) => word === 'label') && (kind === 'period' || kind === 'label'))
    return false;
  if (joint === 'dash' && kind === 'end' && more.length === 0) return false;
  if (kind !== 'period') return BEGINNINGS.includes(kind);
  const joined =
    joint === 'dash' ? more.every((word) => word === 'end') : joint === 'and' && more.every((word) => word === 'and');
  return !joined;
}

function trimmed(marks: readonly Mark[]): readonly Mark[] {
  const first = marks.findIndex(({ kind }) => !EDGES.includes(kind));
  const last = marks.findLastIndex(({ kind }) => !EDGES.includes(kind));
  return first < 0 ? marks : marks.slice(first, last + 1);
}
