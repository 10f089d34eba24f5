import {
  COUNT,
  DAY,
  INSTANT,
  object,
  oneOf,
  orNull,
  POSITION,
  pageOf,
  parameter,
  REFERENCE,
  TEXT,
  TIMESCALE,
  type ValuesOf,
} from '#read-store/index.js';

export const DATED = ['due', 'occurrence', 'review', 'deferral', 'meeting'] as const;
export const DATE_STATES = ['open', 'done', 'missed', 'cancelled'] as const;

export const CALENDAR_FILTERS = {
  group: parameter.item('group', 'Of what this group oversees, with its meetings.'),
  programme: parameter.item('programme', 'Of this programme and those below it, with the meetings of its groups.'),
  owner: parameter.item('party', 'Of the actions that this party leads, and their milestones.'),
  days: parameter.whole('So many days ahead; ten years unless stated.', 0, 3650),
};
export type CalendarQuery = ValuesOf<typeof CALENDAR_FILTERS>;

export const CALENDAR_DATE = object({
  id: TEXT,
  kind: oneOf(['action', 'milestone', 'decision', 'meeting']),
  reference: REFERENCE,
  title: orNull(TEXT),
  what: oneOf(DATED),
  on: { ...DAY, description: 'The last day of a promise; the day of a meeting in London.' },
  startsAt: { ...orNull(INSTANT), description: 'Of a meeting.' },
  state: { ...oneOf(DATE_STATES), description: 'What became of this date.' },
  status: { ...TEXT, description: 'The state that the item is in.' },
  timescale: { ...orNull(TIMESCALE), description: 'The promise that stands.' },
  first: { ...orNull(TEXT), description: 'The promise as it was first written, where another stands.' },
  forecast: orNull(TIMESCALE),
  programme: orNull(REFERENCE),
  group: { ...orNull(REFERENCE), description: 'Of a meeting.' },
  lead: {
    ...orNull(TEXT),
    description: 'The post or organisation that leads; null for a person, whose name could not be erased elsewhere.',
  },
  revision: COUNT,
  position: POSITION,
  recordedAt: { ...INSTANT, description: 'Of the last event of the item.' },
});

export const CALENDAR = pageOf(CALENDAR_DATE);
