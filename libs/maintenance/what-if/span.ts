import { addDays, type Instant, isCalendarDate, isInstant, londonDate, startOfDay } from '#domain/index.js';
import { ReadError } from '#read-store/index.js';

export interface WhatIfSpanAsked {
  readonly from?: string;
  readonly to?: string;
}
export interface WhatIfSpan {
  readonly from: Instant;
  readonly to: Instant;
}
export interface RecordedRange {
  readonly first: Instant;
  readonly last: Instant;
  readonly now: Instant;
}

/**
 * Defaults to the first and last event; a day covers all of it.
 * Errors: `bad-moment` for no day or instant, or a reversed span; `before-the-beginning`; `moment-in-the-future`.
 */
export function readSpan(asked: WhatIfSpanAsked, { first, last, now }: RecordedRange): WhatIfSpan {
  const from = read('from', asked.from) ?? { begins: first, ends: first };
  const to = read('to', asked.to) ?? { begins: last, ends: last };
  for (const [field, { begins, ends }] of Object.entries({ from, to })) {
    if (begins > now)
      throw wrong('moment-in-the-future', field, `${field} is in the future; give a past day or instant`);
    if (ends < first)
      throw wrong('before-the-beginning', field, `${field} is before the first event, of ${londonDate(first)}`);
  }
  if (from.begins > to.ends) throw wrong('bad-moment', 'from', 'from must not be later than to');
  return { from: from.begins, to: to.ends };
}

function read(field: string, text: string | undefined) {
  if (text === undefined) return undefined;
  if (isCalendarDate(text)) {
    const ends = new Date(Date.parse(startOfDay(addDays(text, 1))) - 1).toISOString();
    return { begins: startOfDay(text), ends };
  }
  if (!isInstant(text)) throw wrong('bad-moment', field, `${field} must be a day, 2018-06-05, or an instant in UTC`);
  const at = new Date(text).toISOString();
  return { begins: at, ends: at };
}

const wrong = (code: 'bad-moment' | 'before-the-beginning' | 'moment-in-the-future', field: string, message: string) =>
  new ReadError(code, `${message}.`, { field });
