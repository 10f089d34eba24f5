import { type CalendarDate, isCalendarDate, readTimescale } from '#domain/index.js';

/** The moment that a page is about, as its address says it. All absent: today. */
export interface PageMoment {
  /** What the pack of this meeting showed. */
  readonly meeting?: string;
  /** As it was known at the end of this day. */
  readonly known?: CalendarDate;
  /** As it truly was on this day, by all that is known (or was `known`). */
  readonly true?: CalendarDate;
  /** As it stood after the event of this number. */
  readonly event?: string;
}

export interface MomentError {
  readonly field: 'meeting' | 'known' | 'true' | 'event';
  readonly typed: string;
  readonly message: string;
}

export interface AskedMoment {
  readonly moment: PageMoment;
  readonly error?: MomentError;
  /** True where the address is written as a person types it, so that it is redirected to the one that is kept. */
  readonly rewritten: boolean;
}

export const MOMENT_KEYS: readonly string[] = ['meeting', 'known', 'true', 'event'];

type Query = Readonly<Record<string, string | undefined>>;

/** Reads the moment of an address; days may be typed as people write them ("8 January 2019"). */
export function readMoment(query: Query, today: CalendarDate): AskedMoment {
  const meeting = textOf(query.meeting);
  if (meeting)
    return /^[\w-]{1,40}$/.test(meeting) ? exact({ meeting }) : wrong('meeting', meeting, 'Choose a meeting');
  const event = textOf(query.event);
  if (event)
    return /^\d{1,15}$/.test(event)
      ? exact({ event })
      : wrong('event', event, 'Enter the number of an event, such as 522');
  const days: { known?: CalendarDate; true?: CalendarDate } = {};
  let rewritten = false;
  for (const field of ['known', 'true'] as const) {
    const typed = textOf(query[field]);
    if (!typed) continue;
    const day = readDay(typed, today);
    if (!day) return wrong(field, typed, 'Enter a day, such as 8 January 2019');
    if (day > today) return wrong(field, typed, 'Enter a day that is today or in the past');
    days[field] = day;
    rewritten ||= day !== query[field];
  }
  return { moment: days, rewritten };
}

const textOf = (value: string | undefined) => value?.trim();
const exact = (moment: PageMoment): AskedMoment => ({ moment, rewritten: false });
const wrong = (field: MomentError['field'], typed: string, message: string): AskedMoment => ({
  moment: {},
  error: { field, typed: typed.slice(0, 100), message },
  rewritten: false,
});

/** The one day that a text names, or undefined: a month or a guess is none. */
export function readDay(text: string, today: CalendarDate): CalendarDate | undefined {
  const typed: string = text;
  if (isCalendarDate(text)) return text;
  if (typed.length > 60) return undefined;
  const { latest, precision, assumptions } = readTimescale(typed, { documentDate: today });
  return precision === 'day' && latest && assumptions.length === 0 ? latest : undefined;
}

export const isPast = ({ meeting, known, true: trueOn, event }: PageMoment): boolean =>
  [meeting, known, trueOn, event].some((each) => each !== undefined);

/** The moment as parameters of the API. */
export function momentParameters({ meeting, known, true: trueOn, event }: PageMoment): Record<string, string> {
  return {
    ...(meeting && { asOfMeeting: meeting }),
    ...(event && { asOfNumber: event }),
    ...(known && { knownAt: known }),
    ...(trueOn && { effectiveAt: trueOn }),
  };
}

/** An address of the pages at a moment; values that are empty are left out. */
export function addressAt(moment: PageMoment, path: string, query: Query = {}): string {
  const [, before = path, fragment = ''] = /^([^#]*)(#.*)?$/.exec(path) ?? [];
  const [bare = '', own = ''] = before.split('?');
  const search = new URLSearchParams(own);
  for (const [name, value] of Object.entries({ ...query, ...moment })) if (value) search.set(name, String(value));
  const text = search.toString();
  return `${bare}${text ? `?${text}` : ''}${fragment}`;
}
