import type { CalendarDate } from '../kernel/calendar.js';

export type Precision =
  | 'day'
  | 'month'
  | 'quarter'
  | 'half-year'
  | 'year'
  | 'range'
  | 'week'
  | 'term'
  | 'meeting'
  | 'none'
  | 'unread';
export type Firmness = 'firm' | 'estimate' | 'conditional';

/** A promise that comes round: `{every: 'year', month: 10, day: 31}` for "By 31 October each year". */
export interface Recurrence {
  readonly every: 'year' | 'quarter' | 'month' | 'week';
  /** 1 to 12, for a yearly one. */
  readonly month?: number;
  /** Months of a yearly one that comes in several, ascending. */
  readonly months?: readonly number[];
  /** Day of the month on which it falls due. */
  readonly day?: number;
  /** Periods from one occurrence to the next; left out for one: 6 for "every 6 months". */
  readonly interval?: number;
  /** The first occurrence, from which an interval or a series counts. */
  readonly from?: CalendarDate;
  /** 1 Monday to 7 Sunday. */
  readonly weekday?: number;
  /** Which weekday or working day of the month: 1 to 5, or -1 for the last. */
  readonly nth?: number;
  /** `nth` counts working days, Monday to Friday. */
  readonly workingDay?: true;
}

/** A date that the same text gives up for another: "March 2019 (revised from Dec 2018)". */
export interface EarlierPromise {
  readonly text: string;
  readonly earliest: CalendarDate | null;
  readonly latest: CalendarDate | null;
}

export interface Reading {
  /** First day of the window; null for "by". */
  readonly earliest: CalendarDate | null;
  /** Last day on which the promise is still kept; null when open-ended, unknown or only conditional. */
  readonly latest: CalendarDate | null;
  readonly precision: Precision;
  readonly firmness: Firmness;
  readonly openEnded: boolean;
  readonly recurrence: Recurrence | null;
  /** What it waits for, in the words of the text: "dependent on above action". */
  readonly condition: string | null;
  readonly assumptions: readonly string[];
  readonly alternatives: readonly Alternative[];
  /** Promises that the text says were replaced, oldest first; left out where it names none. */
  readonly earlier?: readonly EarlierPromise[];
  /** A forecast that stands beside the promise: "Target: March 2019; forecast: June 2019". */
  readonly forecast?: { readonly earliest: CalendarDate | null; readonly latest: CalendarDate | null };
  /** The day on which what goes on is to be reviewed: "ongoing - review Sept 2019". */
  readonly reviewOn?: CalendarDate;
}

/** Another way to read the same text. */
export interface Alternative {
  readonly earliest: CalendarDate | null;
  readonly latest: CalendarDate | null;
  readonly because: string;
}

/** What the reader may know besides the text. */
export interface ReadingContext {
  /** The date of the document that the text stands in, or of the command. */
  readonly documentDate: CalendarDate;
  /** Readings of the neighbours above, nearest first. */
  readonly above?: readonly { readonly text: string; readonly latest: CalendarDate | null }[];
  /** False where `documentDate` is only the day of the command; relative times then stay unread. */
  readonly documentDateKnown?: false;
  /** `MM-DD` on which the financial year begins; left out for 04-01. */
  readonly financialYearStartsOn?: string;
  /** The next scheduled meeting of the item's group, for "by next meeting". */
  readonly nextMeeting?: { readonly reference: string; readonly on: CalendarDate };
  /** True in a column of dates: a serial number of a spreadsheet is a date only there. */
  readonly columnOfDates?: true;
}

/** A timescale text, kept to the letter, with the reading made of it when it was recorded. */
export interface Timescale extends Reading {
  readonly text: string;
  /** The reader's version, or `person` where somebody confirmed or replaced the reading. */
  readonly reader: string;
  readonly context: ReadingContext;
}
