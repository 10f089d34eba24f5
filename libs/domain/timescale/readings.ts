import { addDays, addMonths } from '../kernel/calendar.js';
import { LEADS, type Mark, type MarkKind } from './marks.js';
import { type Part, wordsOf } from './parts.js';
import type { Firmness, Reading, ReadingContext, Recurrence } from './reading.js';
import { settle } from './settle.js';
import { isYearless, type Period, period } from './spans.js';
import { alternativesOf, assumptionsOf, isOpen, narrowed, type Words, windowOf } from './windows.js';
import { inWords } from './words.js';

/** A reading that says nothing. */
export const UNREAD: Reading = {
  earliest: null,
  latest: null,
  precision: 'unread',
  firmness: 'firm',
  openEnded: false,
  recurrence: null,
  condition: null,
  assumptions: [],
  alternatives: [],
};
const UNDATED: Reading = { ...UNREAD, precision: 'none' };

/** Reads one timescale by itself; undefined where it cannot be read. `text` is the whole that its marks point into. */
export function readPart(text: string, { marks }: Part, context: ReadingContext): Reading | undefined {
  const words: Words = new Set(marks.map(({ kind }) => kind));
  if (isStatus(words)) return { ...UNDATED, assumptions: ['Taken as a status: it says how things stand, not when.'] };
  if (words.has('stray') || words.has('unreadable') || hasLooseLead(marks)) return undefined;
  return words.has('period') ? dated(text, marks, words, context) : undated(text, marks, words, context);
}

function isStatus(words: Words): boolean {
  const tellsWhen: readonly MarkKind[] = ['period', 'recurrence', 'relative', 'condition', 'ongoing', 'and-ongoing'];
  return (words.has('status') || words.has('statement')) && !tellsWhen.some((kind) => words.has(kind));
}

const LED: readonly MarkKind[] = [...LEADS, 'period', 'recurrence', 'estimate', 'perhaps'];

/** True where "by", "end" and the like are not followed by anything that they could speak of: "by Easter". */
function hasLooseLead(marks: readonly Mark[]): boolean {
  const telling = marks.filter(({ kind }) => kind !== 'filler');
  return telling.some(({ kind }, index) => {
    const next = telling[index + 1]?.kind;
    return LEADS.includes(kind) && (next === undefined || !LED.includes(next));
  });
}

function dated(text: string, marks: readonly Mark[], found: Words, context: ReadingContext): Reading | undefined {
  const named = marks.flatMap((mark) => (mark.kind === 'period' ? [mark.named] : []));
  if (!named.every((one) => one !== undefined)) return undefined;
  const yearless = named.every(isYearless);
  if (yearless ? isDoubtful(marks) : found.has('each')) return undefined;
  const periods = settle(named, context);
  const joined = periods && joinedPeriods(text, marks, periods);
  const days = joined && narrowed(joined, found);
  if (!days) return undefined;
  const words = namesContract(marks, days) ? found : without(found, 'contract');
  const recurrence = recurrenceOf(marks, days);
  if (recurrence === 'impossible') return undefined;
  if (recurrence && yearless) return { ...comingRound(recurrence, days), firmness: firmnessOf(words) };
  const { earliest, latest, open } = windowOf(days, words);
  const endless = open || recurrence?.month !== undefined;
  return {
    earliest,
    latest: endless ? null : latest,
    precision: days.precision,
    firmness: firmnessOf(words),
    openEnded: endless,
    recurrence,
    condition: conditionOf(text, marks),
    assumptions: [
      ...days.assumptions,
      ...assumptionsOf(days, words, context.documentDate),
      ...asides(text, marks, words),
    ],
    alternatives: alternativesOf(days, words),
  };
}

/** True where a month or day without a year may be an ordinary word: "may be done", "march to the sea". */
function isDoubtful(marks: readonly Mark[]): boolean {
  const firstPeriod = marks.findIndex(({ kind }) => kind === 'period');
  return marks.some(({ kind }, index) => kind === 'label' || (kind === 'status' && index > firstPeriod));
}

/** What "contract" right after a financial year says of it; elsewhere it is a word like others. */
function namesContract(marks: readonly Mark[], days: Period): boolean {
  const contract = marks.findIndex(({ kind }) => kind === 'contract');
  return marks[contract - 1]?.kind === 'period' && days.isFinancialYear === true;
}

function without(words: Words, kind: MarkKind): Words {
  return new Set([...words].filter((word) => word !== kind));
}

/** One stretch from the first of the periods to the last; each by itself where they may be alternatives. */
function joinedPeriods(text: string, marks: readonly Mark[], periods: readonly Period[]): Period | undefined {
  const [from, to] = [periods[0], periods.at(-1)];
  if (!from || !to || from === to) return from;
  if (from.first > to.last) return undefined;
  const days = period({ first: from.first, last: to.last }, 'range');
  const written = marks.filter(({ kind }) => kind === 'period').map((mark) => `"${wordsOf(text, [mark])}"`);
  if (marks.some(({ kind }) => kind === 'dash')) {
    const assumptions = [...new Set([...from.assumptions, ...to.assumptions])];
    const others = from.others.flatMap(({ first, because }, index) => {
      const last = to.others[index]?.last;
      return last ? [{ first, last, because }] : [];
    });
    return { ...days, assumptions, others };
  }
  return {
    ...days,
    assumptions: [`${written.join(' and ')} are read as one, from the first to the last.`],
    others: periods.map(({ first, last }, index) => ({ first, last, because: `only ${written[index]}` })),
  };
}

function recurrenceOf(marks: readonly Mark[], { last, precision }: Period): Recurrence | 'impossible' | null {
  const mark = marks.find(({ kind }) => kind === 'recurrence' || kind === 'each');
  if (!mark) return null;
  const every = mark.every ?? 'year';
  const [ofMonth] = mark.values;
  if (ofMonth !== undefined) return ofMonth >= 1 && ofMonth <= 31 ? { every, day: ofMonth } : 'impossible';
  const [, month, day] = last.split('-').map(Number);
  if (every !== 'year' || (precision !== 'day' && precision !== 'month' && precision !== 'quarter')) {
    return { every };
  }
  return precision === 'day' ? { every: 'year', month, day } : { every: 'year', month };
}

function comingRound(recurrence: Recurrence, { last, precision, assumptions }: Period): Reading {
  return {
    ...UNREAD,
    precision,
    openEnded: true,
    recurrence,
    assumptions: [`Taken as coming round without an end, first due on ${inWords(last)}.`, ...assumptions.slice(1)],
  };
}

function firmnessOf(words: Words): Firmness {
  if (words.has('estimate')) return 'estimate';
  if (words.has('condition')) return 'conditional';
  const vague: readonly MarkKind[] = ['perhaps', 'no-date', 'early', 'middle', 'late'];
  return vague.some((kind) => words.has(kind)) ? 'estimate' : 'firm';
}

/** The words of the condition, as they would stand within a sentence. */
function conditionOf(text: string, marks: readonly Mark[]): string | null {
  const mark = marks.find(({ kind }) => kind === 'condition');
  return mark ? wordsOf(text, [mark]).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()) : null;
}

/** What is said of words beside the date. */
function asides(text: string, marks: readonly Mark[], words: Words): string[] {
  const quoted = (kind: MarkKind) =>
    marks.filter((mark) => mark.kind === kind).map((mark) => `"${wordsOf(text, [mark])}"`);
  return [
    ...quoted('figure').map((figure) => `${figure} is taken as a level to reach, not as a date.`),
    ...[...quoted('label'), ...quoted('statement'), ...(words.has('contract') ? [] : quoted('contract'))].map(
      (label) => `${label} is taken to say what or how, not when.`,
    ),
    ...(words.has('no-date') ? ['The date is still to be confirmed, so it is taken as an estimate.'] : []),
  ];
}

function undated(text: string, marks: readonly Mark[], words: Words, context: ReadingContext): Reading | undefined {
  const firmness = firmnessOf(words);
  const condition = conditionOf(text, marks);
  const mark = marks.find(({ every }) => every !== undefined);
  if (mark?.every) {
    const [day] = mark.values;
    if (day !== undefined && (day < 1 || day > 31)) return undefined;
    return {
      ...UNDATED,
      precision: mark.every === 'week' ? 'none' : mark.every,
      firmness,
      openEnded: true,
      recurrence: day === undefined ? { every: mark.every } : { every: mark.every, day },
      condition,
      assumptions: ['Taken as coming round without an end.', ...asides(text, marks, words)],
    };
  }
  if (isOpen(words)) {
    const after = marks.slice(marks.findIndex(({ kind }) => kind === 'ongoing' || kind === 'and-ongoing') + 1);
    const rest = condition || after.length === 0 ? [] : [`"${wordsOf(text, after)}" is taken to say how, not when.`];
    return {
      ...UNDATED,
      firmness,
      openEnded: true,
      condition,
      assumptions: ['Taken as going on without an end.', ...rest],
    };
  }
  if (words.has('relative')) return withinTime(text, marks, words, context);
  if (condition) {
    return { ...UNDATED, firmness: 'conditional', condition, assumptions: asides(text, marks, words) };
  }
  if (words.has('no-date')) return { ...UNDATED, assumptions: ['No date is given, and none is taken.'] };
  return undefined;
}

/** "Within 6 months", counted from the date of the document. */
function withinTime(text: string, marks: readonly Mark[], words: Words, { documentDate }: ReadingContext): Reading {
  const [count = 0, unit = 0] = marks.find(({ kind }) => kind === 'relative')?.values ?? [];
  const latest =
    unit < 2
      ? addDays(documentDate, count * (unit === 1 ? 7 : 1))
      : addMonths(documentDate, count * (unit === 3 ? 12 : 1));
  return {
    ...UNREAD,
    latest,
    precision: 'day',
    firmness: firmnessOf(words),
    condition: conditionOf(text, marks),
    assumptions: [`Counted from the date of the document, ${inWords(documentDate)}.`, ...asides(text, marks, words)],
  };
}
