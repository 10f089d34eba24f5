import { periodAt } from './periods.js';
import { type PhraseKind, phraseAt } from './phrases.js';
import type { Recurrence } from './reading.js';
import type { Named } from './spans.js';
import { type Token, tokenise } from './tokens.js';

export type MarkKind = PhraseKind | 'period' | 'figure' | 'label' | 'statement' | 'stray';

/** Words that mean nothing without the period that they stand before. */
export const LEADS: readonly MarkKind[] = [
  ...(['by', 'end', 'start', 'early', 'middle', 'late', 'before', 'after', 'from', 'until', 'each'] as const),
];

/** A stretch of the text and what the reader takes it for. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
  /** What a period names; undefined where the calendar has no such days. */
  readonly named?: Named;
  readonly every?: Recurrence['every'] | undefined;
  readonly values: readonly number[];
}

/** Marks up a whole text. `near` is the year of the document. */
export function marksOf(text: string, near: number): Mark[] {
  const tokens = tokenise(text);
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { next, ...found } = markAt(tokens, at, near);
    addMark(marks, { ...found, start: tokens[at]?.start ?? 0, end: tokens[next - 1]?.end ?? text.length });
    at = next;
  }
  return marks;
}

type Found = Omit<Mark, 'start' | 'end'> & { readonly next: number };

function markAt(tokens: readonly Token[], at: number, near: number): Found {
  const period = periodAt(tokens, at, near);
  if (period) return { kind: 'period', named: period.named, values: [], next: period.next };
  const phrase = phraseAt(tokens, at, near);
  if (!phrase) return { kind: kindOf(tokens[at]), values: [], next: at + 1 };
  const { next } = phrase;
  if (phrase.kind === 'condition') return condition(tokens, next, near);
  if (phrase.kind === 'from' || phrase.kind === 'after') {
    return leadsToPeriod(tokens, next, near) ? phrase : condition(tokens, next, near);
  }
  if (phrase.kind === 'relative' && ['of', 'from', 'after', 'following'].includes(tokens[next]?.key ?? '')) {
    return condition(tokens, next + 1, near);
  }
  if (phrase.kind === 'status' && ['that', 'as'].includes(tokens[next]?.key ?? '')) {
    return { kind: 'statement', values: [], next: tokens.length };
  }
  return phrase;
}

function kindOf(token: Token | undefined): MarkKind {
  if (token?.kind === 'figure') return 'figure';
  return token?.kind === 'word' || token?.kind === 'sign' ? 'label' : 'stray';
}

/** Takes the words of a condition: up to a date, an estimate or a stop. One without words cannot be read. */
function condition(tokens: readonly Token[], from: number, near: number): Found {
  let next = from;
  while (next < tokens.length && !endsCondition(tokens, next, near)) next += 1;
  return { kind: next > from ? 'condition' : 'unreadable', values: [], next };
}

function endsCondition(tokens: readonly Token[], at: number, near: number): boolean {
  if (':;,.()'.includes(tokens[at]?.key ?? '')) return true;
  const kind = phraseAt(tokens, at, near)?.kind;
  if (kind === 'estimate' || kind === 'perhaps' || kind === 'ongoing' || kind === 'and-ongoing') return true;
  return periodAt(tokens, at, near) !== undefined;
}

const BEFORE_PERIOD: readonly MarkKind[] = ['filler', 'end', 'start', 'early', 'middle', 'late', 'estimate'];

function leadsToPeriod(tokens: readonly Token[], from: number, near: number): boolean {
  for (let at = from; at < tokens.length; ) {
    if (periodAt(tokens, at, near)) return true;
    const phrase = phraseAt(tokens, at, near);
    if (!phrase || !BEFORE_PERIOD.includes(phrase.kind)) return false;
    at = phrase.next;
  }
  return false;
}

/** Words that the reader does not know become one mark with what stands between them. */
function addMark(marks: Mark[], mark: Mark): void {
  const before = marks.findLastIndex(({ kind }) => kind !== 'filler' && kind !== 'and');
  const label = marks[before];
  if (mark.kind === 'label' && label?.kind === 'label') {
    marks.splice(before, Infinity, { ...label, end: mark.end });
  } else marks.push(mark);
}
