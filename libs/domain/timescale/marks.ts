import { type Duration, type DurationAt, durationAt } from './durations.js';
import { monthNumber } from './items.js';
import { meetingAt } from './meetings.js';
import { periodAt } from './period-at.js';
import { type PhraseKind, phraseAt } from './phrases.js';
import type { Recurrence } from './reading.js';
import type { Reckoning } from './reckoning.js';
import { ambiguousAt, recurrenceAt } from './recurring.js';
import type { NamedSpan } from './spans.js';
import { type TextToken, tokenise } from './tokens.js';

export type MarkKind =
  | PhraseKind
  | 'period'
  | 'recurrence'
  | 'ambiguous'
  | 'relative'
  | 'meeting'
  | 'figure'
  | 'statement'
  | 'stray';

export const LEADS: readonly MarkKind[] = [
  ...([
    'by',
    'end',
    'start',
    'early',
    'middle',
    'late',
    'before',
    'after',
    'from',
    'until',
    'each',
    'moved-to',
  ] as const),
];

export const QUIET: readonly MarkKind[] = ['filler', 'weekday', 'time'];

export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
  readonly named?: NamedSpan;
  readonly recurrence?: Recurrence | undefined;
  readonly duration?: Duration;
  readonly meanings?: readonly string[];
  readonly values: readonly number[];
}

export function marksOf(text: string, by: Reckoning): Mark[] {
  const tokens = tokenise(text);
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { next, ...found } = markAt(tokens, at, by);
    addMark(marks, { ...found, start: tokens[at]?.start ?? 0, end: tokens[next - 1]?.end ?? text.length });
    at = next;
  }
  return marks;
}

type Found = Omit<Mark, 'start' | 'end'> & { readonly next: number };

function markAt(tokens: readonly TextToken[], at: number, by: Reckoning): Found {
  const recurring = recurrenceAt(tokens, at, by);
  if (recurring) return { kind: 'recurrence', values: [], ...recurring };
  const ambiguous = ambiguousAt(tokens, at, by);
  if (ambiguous) return { kind: 'ambiguous', values: [], ...ambiguous };
  const period = periodAt(tokens, at, by);
  if (period) return { kind: 'period', named: period.named, values: [], next: period.next };
  const meeting = meetingAt(tokens, at, by);
  if (meeting) return { kind: 'meeting', values: [], next: meeting };
  const lasting = durationAt(tokens, at, by);
  if (lasting) return durationMark(tokens, lasting, by);
  const phrase = phraseAt(tokens, at, by);
  if (!phrase) return { kind: isCount(tokens, at, by) ? 'label' : kindOf(tokens[at]), values: [], next: at + 1 };
  const { next } = phrase;
  if (isName(tokens, at, by)) return { kind: 'label', values: [], next: at + 1 };
  if (phrase.kind === 'condition') return condition(tokens, next, by);
  if (phrase.kind === 'from' || phrase.kind === 'after') {
    if (leadsToPeriod(tokens, next, by)) return phrase;
    return tokens[at]?.key === 'post' ? { kind: 'label', values: [], next: at + 1 } : condition(tokens, next, by);
  }
  if (phrase.kind === 'status' && ['that', 'as'].includes(tokens[next]?.key ?? '')) {
    return { kind: 'statement', values: [], next: tokens.length };
  }
  return phrase;
}

function isCount(tokens: readonly TextToken[], at: number, by: Reckoning): boolean {
  const [token, after] = [tokens[at], tokens[at + 1]];
  return (
    token?.kind === 'number' && after?.kind === 'word' && !phraseAt(tokens, at + 1, by) && !periodAt(tokens, at + 1, by)
  );
}

/** "INSET day", "Reconciliation Week": a time word that ends a name. */
function isName(tokens: readonly TextToken[], at: number, by: Reckoning): boolean {
  const [before, token, after] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (before?.kind !== 'word' || !['day', 'week', 'month'].includes(token?.key ?? '')) return false;
  return after?.kind !== 'number' && phraseAt(tokens, at - 1, by) === undefined && !periodAt(tokens, at - 1, by);
}

const TO_SOMETHING = ['of', 'from', 'after', 'following', 'before', 'prior', 'post', 'ahead', 'since'];

/** "Within 6 months of approval" is a condition; "within 6 months" counts from the document's date. */
function durationMark(tokens: readonly TextToken[], { duration, next }: DurationAt, by: Reckoning): Found {
  if (!TO_SOMETHING.includes(tokens[next]?.key ?? '')) return { kind: 'relative', duration, values: [], next };
  const rest = tokens[next + 1]?.key === 'to' ? next + 2 : next + 1;
  return leadsToPeriod(tokens, rest, by) ? { kind: 'unreadable', values: [], next } : condition(tokens, rest, by);
}

function kindOf(token: TextToken | undefined): MarkKind {
  if (token?.kind === 'figure' || token?.kind === 'time') return token.kind;
  return token?.kind === 'word' || token?.kind === 'sign' ? 'label' : 'stray';
}

function condition(tokens: readonly TextToken[], from: number, by: Reckoning): Found {
  let next = from;
  while (next < tokens.length && !endsCondition(tokens, next, by)) next += 1;
  return { kind: next > from ? 'condition' : 'unreadable', values: [], next };
}

function endsCondition(tokens: readonly TextToken[], at: number, by: Reckoning): boolean {
  if (':;,.()'.includes(tokens[at]?.key ?? '')) return true;
  const kind = phraseAt(tokens, at, by)?.kind;
  if (kind === 'estimate' || kind === 'perhaps' || kind === 'ongoing' || kind === 'and-ongoing') return true;
  return recurrenceAt(tokens, at, by) !== undefined || isPeriod(tokens, at, by);
}

/** Lower-case "may" or "march" within a condition is an ordinary word. */
function isPeriod(tokens: readonly TextToken[], at: number, by: Reckoning): boolean {
  const found = periodAt(tokens, at, by);
  if (!found) return false;
  const isBareMonth = found.next === at + 1 && monthNumber(tokens[at]?.key ?? '') !== undefined;
  return !isBareMonth || !['may', 'march', 'mar'].includes(tokens[at]?.key ?? '');
}

const BEFORE_PERIOD: readonly MarkKind[] = [...QUIET, 'end', 'start', 'early', 'middle', 'late', 'estimate'];

function leadsToPeriod(tokens: readonly TextToken[], from: number, by: Reckoning): boolean {
  for (let at = from; at < tokens.length; ) {
    if (periodAt(tokens, at, by)) return true;
    const phrase = phraseAt(tokens, at, by);
    if (!phrase || !BEFORE_PERIOD.includes(phrase.kind)) return false;
    at = phrase.next;
  }
  return false;
}

function addMark(marks: Mark[], mark: Mark): void {
  if (mark.kind !== 'label') {
    marks.push(mark);
    return;
  }
  const before = marks.findLastIndex(({ kind }) => !QUIET.includes(kind) && kind !== 'and');
  const label = marks[before];
  if (label?.kind === 'label') {
    marks.splice(before, Infinity, { ...label, end: mark.end });
  } else marks.push(mark);
}
