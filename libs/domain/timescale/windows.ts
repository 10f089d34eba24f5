import { addDays, type CalendarDate, type Days, monthsFrom } from '../kernel/calendar.js';
import type { MarkKind } from './marks.js';
import type { Alternative } from './reading.js';
import type { TextPeriod } from './spans.js';
import { inWords } from './words.js';

export interface Window {
  readonly earliest: CalendarDate | null;
  readonly latest: CalendarDate | null;
  readonly open: boolean;
}

export type MarkKinds = ReadonlySet<MarkKind>;

export function isOpen(words: MarkKinds): boolean {
  if (words.has('until')) return false;
  return words.has('ongoing') || words.has('and-ongoing') || words.has('onwards');
}

export function windowOf({ first, last, isRunning = false }: Days & Running, words: MarkKinds): Window {
  const toEnd = words.has('end') || isRunning;
  const point = toEnd ? last : first;
  if (words.has('carried-on')) return { earliest: first, latest: last, open: false };
  if (words.has('until') || words.has('moved-to')) return upTo(last);
  if (words.has('before')) return upTo(toEnd || isWithin(first, last, words) ? last : addDays(first, -1));
  if (words.has('after')) return since(addDays(last, 1));
  if (words.has('by') && isOpen(words)) return since(null);
  if (isOpen(words) || (words.has('from') && !words.has('dash'))) return since(point);
  if (words.has('by') || words.has('at-latest') || (toEnd && !words.has('dash'))) return upTo(last);
  if (words.has('contract')) return upTo(addDays(first, -1));
  return { earliest: first, latest: last, open: false };
}

interface Running {
  readonly isRunning?: boolean | undefined;
}

function isWithin(first: CalendarDate, last: CalendarDate, words: MarkKinds): boolean {
  return words.has('meeting') && first !== last;
}

function upTo(latest: CalendarDate): Window {
  return { earliest: null, latest, open: false };
}

function since(earliest: CalendarDate | null): Window {
  return { earliest, latest: null, open: true };
}

export function assumptionsOf(period: TextPeriod, words: MarkKinds, documentDate: CalendarDate): string[] {
  const window = windowOf(period, words);
  const said: string[] = [];
  if (words.has('status') && !window.open) {
    said.push(
      period.last < documentDate
        ? 'The status is taken as true already, and the date as when it came true.'
        : `The status is taken as due, not as true already: ${inWords(period.last)} was still to come on ${inWords(documentDate)}.`,
    );
  }
  if (isByPeriod(period, words)) said.push(`"By" is taken as by the last day: ${inWords(period.last)}.`);
  if (words.has('before') && words.has('meeting') && period.first !== period.last) {
    said.push(`The day of the meeting is not stated: taken as on ${inWords(period.last)} at the latest.`);
  }
  if (words.has('before') && period.first.endsWith('-01-01') && !words.has('meeting')) {
    said.push(`"Before" is taken as by the day before: ${inWords(addDays(period.first, -1))}.`);
  }
  if (words.has('start')) said.push('The start is taken as the first day.');
  if (isContract(words)) said.push(`Taken as agreed for the contract that starts on ${inWords(period.first)}.`);
  if (window.open) {
    said.push(
      window.earliest
        ? `Taken as going on without an end from ${inWords(window.earliest)}.`
        : 'Taken as going on without an end.',
    );
  }
  return said;
}

export function alternativesOf(period: TextPeriod, words: MarkKinds): Alternative[] {
  const said: Alternative[] = period.others.map((days) => {
    const { earliest, latest } = windowOf({ ...days, isRunning: period.isRunning }, words);
    return { earliest, latest, because: days.because };
  });
  const { first, last } = period;
  if (isByPeriod(period, words))
    said.push({ earliest: null, latest: addDays(first, -1), because: 'by the time it begins' });
  if (words.has('before') && words.has('meeting') && first !== last)
    said.push({ earliest: null, latest: addDays(first, -1), because: 'before that time begins' });
  if (isContract(words)) said.push({ earliest: first, latest: last, because: "in the contract's own year" });
  if (words.has('ongoing') && isOpen(words) && !words.has('end'))
    said.push({ earliest: first, latest: last, because: 'ongoing, but only in that time' });
  return said;
}

function isByPeriod(period: TextPeriod, words: MarkKinds): boolean {
  if (words.has('end') || words.has('meeting') || isOpen(words) || period.isRunning) return false;
  return words.has('by') && period.first !== period.last;
}

function isContract(words: MarkKinds): boolean {
  return words.has('contract') && !words.has('by') && !words.has('end') && !isOpen(words);
}

export function narrowed(period: TextPeriod, words: MarkKinds): TextPeriod | undefined {
  if (words.has('start'))
    return {
      ...period,
      precision: 'day',
      last: period.first,
      others: period.others.map((days) => ({ ...days, last: days.first })),
    };
  const third = (['early', 'middle', 'late'] as const).findIndex((word) => words.has(word));
  if (third < 0) return period;
  const days = thirdOf(period, third);
  const others = period.others.flatMap((other) => {
    const part = thirdOf({ ...period, ...other }, third);
    return part ? [{ ...part, because: other.because }] : [];
  });
  if (!days && period.isEstimate) return period;
  return (
    days && {
      ...period,
      ...days,
      others,
      assumptions: [...period.assumptions, `Taken as the ${RANKS[third]} third of that time.`],
    }
  );
}

const RANKS = ['first', 'middle', 'last'];
const MONTHS_OF_A_THIRD = { year: 4, 'half-year': 2, quarter: 1 } as const;

function thirdOf({ precision, first, last }: TextPeriod, third: number): Days | undefined {
  if (precision === 'month') {
    const day = first.slice(0, 8);
    return {
      first: `${day}${third === 0 ? '01' : third}${third === 0 ? '' : '1'}`,
      last: third === 2 ? last : `${day}${third + 1}0`,
    };
  }
  if (precision !== 'year' && precision !== 'half-year' && precision !== 'quarter') return undefined;
  const length = MONTHS_OF_A_THIRD[precision];
  const [year, month] = first.split('-').map(Number);
  return monthsFrom(year as number, (month as number) + third * length, length);
}
