import type { CalendarDate } from '../kernel/calendar.js';

export type Precision = 'day' | 'month' | 'quarter' | 'half-year' | 'year' | 'range' | 'none' | 'unread';
export type Firmness = 'firm' | 'estimate' | 'conditional';

/** A promise that comes round: `{every: 'year', month: 10, day: 31}` for "By 31 October each year". */
export interface Recurrence {
  readonly every: 'year' | 'quarter' | 'month' | 'week';
  /** 1 to 12, for a yearly one. */
  readonly month?: number;
  /** Day of the month on which it falls due. */
  readonly day?: number;
}

/** What a timescale text promises: domain, section 5. */
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
}

/** A timescale text, kept to the letter, with the reading made of it when it was recorded. */
export interface Timescale extends Reading {
  readonly text: string;
  /** The reader's version, or `person` where somebody confirmed or replaced the reading. */
  readonly reader: string;
  readonly context: ReadingContext;
}
