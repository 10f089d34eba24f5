import type { CalendarDate } from '../kernel/calendar.js';
import type { Mark } from './marks.js';
import { wordsOf } from './parts.js';
import type { Reading, ReadingContext, Recurrence } from './reading.js';
import { countedFrom, type Reckoning } from './reckoning.js';
import { moved } from './relative.js';
import { asides, conditionOf, firmnessOf, inSentence, UNREAD } from './saying.js';
import { inYearsOf, precisionOf, statedRecurrence } from './series.js';
import { isOpen, type MarkKinds } from './windows.js';
import { inWords } from './words.js';

export const UNDATED: Reading = { ...UNREAD, precision: 'none' };

export function undated(
  text: string,
  marks: readonly Mark[],
  words: MarkKinds,
  context: ReadingContext,
  by: Reckoning,
): Reading | undefined {
  const stated = statedRecurrence(marks);
  if (stated === 'impossible') return undefined;
  if (stated && !words.has('each')) return recurring(text, marks, words, inYearsOf(by, stated), by);
  if (isOpen(words)) return goingOn(text, marks, words);
  if (words.has('each')) return undefined;
  if (words.has('relative')) return lasting(text, marks, words, by);
  if (words.has('meeting')) return atMeeting(text, marks, words, context);
  const condition = conditionOf(text, marks);
  if (condition) {
    return { ...UNDATED, firmness: 'conditional', condition, assumptions: asides(text, marks, words) };
  }
  if (words.has('no-date')) return { ...UNDATED, assumptions: ['No date is given, and none is taken.'] };
  return undefined;
}

function recurring(
  text: string,
  marks: readonly Mark[],
  words: MarkKinds,
  recurrence: Recurrence,
  by: Reckoning,
): Reading {
  const condition = conditionOf(text, marks);
  const counted = countedOn(recurrence, by);
  return {
    ...UNDATED,
    precision: condition === null && !words.has('ongoing') ? precisionOf(recurrence) : 'none',
    firmness: firmnessOf(words),
    openEnded: true,
    recurrence: counted ? { ...recurrence, from: counted } : recurrence,
    condition,
    assumptions: [
      'Taken as coming round without an end.',
      ...(counted ? [`${countedFrom(by)} First due on ${inWords(counted)}.`] : []),
      ...asides(text, marks, words),
    ],
  };
}

function countedOn({ every, interval = 1, weekday }: Recurrence, by: Reckoning): CalendarDate | undefined {
  const isInCalendar = interval === 1 || (every === 'month' && 12 % interval === 0);
  if (isInCalendar || !by.isDateKnown || weekday !== undefined) return undefined;
  const unit = { week: 1, month: 2, quarter: 2, year: 3 }[every];
  return moved(by.documentDate, every === 'quarter' ? 3 * interval : interval, unit);
}

function goingOn(text: string, marks: readonly Mark[], words: MarkKinds): Reading {
  const condition = conditionOf(text, marks);
  const after = marks.slice(marks.findIndex(({ kind }) => kind === 'ongoing' || kind === 'and-ongoing') + 1);
  const rest = condition || after.length === 0 ? [] : [`"${wordsOf(text, after)}" is taken to say how, not when.`];
  return {
    ...UNDATED,
    firmness: firmnessOf(words),
    openEnded: true,
    condition,
    assumptions: ['Taken as going on without an end.', ...rest],
  };
}

function lasting(text: string, marks: readonly Mark[], words: MarkKinds, by: Reckoning): Reading | undefined {
  const all = marks.flatMap(({ duration }) => duration ?? []);
  const [duration] = all;
  if (!duration || all.length > 1 || !by.isDateKnown) return undefined;
  if (duration.isBare && words.has('label')) return undefined;
  const { from, to, unit, toUnit } = duration;
  const stated = firmnessOf(words);
  return {
    ...UNREAD,
    earliest: from === undefined ? null : moved(by.documentDate, from, unit),
    latest: moved(by.documentDate, to, toUnit),
    precision: from === undefined ? 'day' : 'range',
    firmness: stated === 'firm' ? duration.firmness : stated,
    condition: conditionOf(text, marks),
    assumptions: [countedFrom(by), ...asides(text, marks, words)],
  };
}

/** "By next board meeting": the ledger's date for it, or else no date. */
function atMeeting(text: string, marks: readonly Mark[], words: MarkKinds, { nextMeeting }: ReadingContext): Reading {
  const mark = marks.find(({ kind }) => kind === 'meeting') as Mark;
  const name = inSentence(wordsOf(text, [mark]));
  const isLedAfter = words.has('after') || words.has('from');
  if (!nextMeeting || isLedAfter || !/next|following|forthcoming|coming/.test(name)) {
    const assumptions = [`No day is known for "${name}".`, ...asides(text, marks, words)];
    return { ...UNDATED, precision: 'meeting', firmness: 'conditional', condition: name, assumptions };
  }
  const { on, reference } = nextMeeting;
  const isUpTo = words.has('by') || words.has('before') || words.has('until');
  return {
    ...UNREAD,
    earliest: isUpTo ? null : on,
    latest: on,
    precision: 'meeting',
    firmness: firmnessOf(words),
    condition: conditionOf(text, marks),
    assumptions: [`The next meeting is ${reference} on ${inWords(on)}.`, ...asides(text, marks, words)],
  };
}
