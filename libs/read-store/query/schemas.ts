import { ACCESS } from '#domain/index.js';
import { type AnswerSchema, exactly, extended, listOf, object, oneOf, orNull, schemaOf } from './answer-schema.js';
import type { Link } from './links.js';

export const TEXT = schemaOf<string>({ type: 'string' });
export const UUID = schemaOf<string>({ type: 'string', format: 'uuid' });
export const FLAG = schemaOf<boolean>({ type: 'boolean' });
export const COUNT = schemaOf<number>({ type: 'integer', minimum: 0 });
/** A number of days, which may be negative. */
export const DAYS = schemaOf<number>({ type: 'integer' });
export const DAY = schemaOf<string>({ type: 'string', format: 'date' });
export const DUE_SINCE = {
  ...orNull(DAY),
  description: 'Its day, once it was recorded as fallen due and until it is done or another day is set.',
};
export const INSTANT = schemaOf<string>({ type: 'string', format: 'date-time' });
export const LINK = schemaOf<Link>({ type: 'string', format: 'uri-reference' });
export const REFERENCE = schemaOf<string>({ type: 'string', description: 'A reference, such as SMI-A05.' });
export const POSITION = schemaOf<number>({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const FIGURE = schemaOf<number | string>({ type: ['number', 'string'] });
export const PERIOD = schemaOf<string>({
  type: 'string',
  description: 'A month 2018-04, a quarter 2018-Q2 or 2018/19-Q1, a financial year 2018/19, or a year 2018.',
});
export const OCCURRED_AT = schemaOf<string>({
  type: 'string',
  description: 'An instant, a date, a period, or not-stated: when it was true, its precision by its form.',
});
export const FIELD_VALUE = schemaOf<unknown>({
  description: 'The value as the page of the item shows it; null where there was none.',
});
const ACCESS_LEVEL = oneOf(ACCESS);

export const HEAD = {
  id: TEXT,
  reference: REFERENCE,
  // Of the item's last event in the answer; the ETag of a live answer.
  revision: COUNT,
  position: POSITION,
  effectiveFrom: INSTANT,
  // The stated time of a late event, which took effect only after an earlier-recorded one.
  lateFact: orNull(OCCURRED_AT),
} as const;

export const VISIBILITY = { access: ACCESS_LEVEL, restrictedTo: orNull(REFERENCE) } as const;

export const AS_OF = object(
  {
    ledger: orNull(TEXT),
    position: POSITION,
    number: COUNT,
    recordedAt: orNull(INSTANT),
    // Only where the ledger holds invented data.
    illustrative: exactly(true),
    behind: listOf(object({ projection: TEXT, position: POSITION })),
    storeUnreachableSince: INSTANT,
  },
  ['illustrative', 'behind', 'storeUnreachableSince'],
);

export function pageOf<Answer>(items: AnswerSchema<Answer>) {
  return object({ items: listOf(items), nextCursor: orNull(TEXT), asOf: AS_OF });
}

/** More are not counted: a count would cost more than the page. */
export const MOST_IN_TOTAL = 10_000;

export function countedPageOf<Answer>(items: AnswerSchema<Answer>) {
  const description = `How many match in all; null above ${MOST_IN_TOTAL}, and where counting costs more than the page.`;
  return extended(pageOf(items), { total: { ...orNull(COUNT), description } });
}

const WINDOW = { earliest: orNull(DAY), latest: orNull(DAY) };

export const RESTATED = object({
  times: COUNT,
  days: DAYS,
  afterDue: COUNT,
  first: object({ text: TEXT, latest: orNull(DAY) }),
});

const SELDOM = ['earlier', 'forecast', 'reviewOn'] as const;
const MONTH = schemaOf<number>({ type: 'integer', minimum: 1, maximum: 12 });

const READING = {
  ...WINDOW,
  precision: oneOf([
    'day',
    'month',
    'quarter',
    'half-year',
    'year',
    'range',
    'week',
    'term',
    'meeting',
    'none',
    'unread',
  ]),
  firmness: oneOf(['firm', 'estimate', 'conditional']),
  openEnded: FLAG,
  recurrence: orNull(
    object(
      {
        every: oneOf(['year', 'quarter', 'month', 'week']),
        month: MONTH,
        months: { ...listOf(MONTH), description: 'Of a yearly one that comes in several.' },
        day: schemaOf<number>({ type: 'integer', minimum: 1, maximum: 31 }),
        interval: schemaOf<number>({
          type: 'integer',
          minimum: 1,
          description: 'Periods from one to the next; 1 where left out.',
        }),
        from: { ...DAY, description: 'The first one, from which an interval counts.' },
        weekday: schemaOf<number>({
          type: 'integer',
          minimum: 1,
          maximum: 7,
          description: '1 Monday to 7 Sunday.',
        }),
        nth: {
          ...schemaOf<number>({ enum: [-1, 1, 2, 3, 4, 5] }),
          description: 'Which weekday or working day of the month; -1 the last.',
        },
        workingDay: { ...exactly(true), description: 'nth counts days from Monday to Friday.' },
      },
      ['month', 'months', 'day', 'interval', 'from', 'weekday', 'nth', 'workingDay'],
    ),
  ),
  condition: orNull(TEXT),
  assumptions: listOf(TEXT),
  alternatives: listOf(object({ ...WINDOW, because: TEXT })),
  earlier: {
    ...listOf(object({ text: TEXT, ...WINDOW })),
    description: 'Dates that the text says were given up, oldest first; left out where it names none.',
  },
  forecast: { ...object(WINDOW), description: 'A forecast that stands in the text beside the promise.' },
  reviewOn: { ...DAY, description: 'The day on which the text says that it is looked at again.' },
};

export const TIMESCALE = object({ text: TEXT, ...READING }, SELDOM);

export const READ_AS = object(READING, SELDOM);

export const DONE = { by: REFERENCE, occurredAt: OCCURRED_AT } as const;
