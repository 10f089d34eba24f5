import {
  COUNT,
  DAY,
  extended,
  FLAG,
  INSTANT,
  object,
  oneOf,
  orNull,
  PERIOD,
  pageOf,
  parameter,
  REFERENCE,
  type ValuesOf,
} from '#read-store/index.js';
import { LINE_HEAD } from '../figures/schema.js';
import { COMING } from './dates.js';

export const UPCOMING_FILTERS = {
  group: parameter.item('group', 'Of what this group oversees, at least up to its next scheduled meeting.'),
  programme: parameter.item('programme', 'Of this programme and those below it.'),
  days: parameter.whole('So many days ahead; 28 unless stated.', 0, 3650),
};
export type UpcomingQuery = ValuesOf<typeof UPCOMING_FILTERS>;

export const UPCOMING = extended(
  pageOf(
    object({
      ...LINE_HEAD,
      what: oneOf(COMING),
      on: DAY,
      inDays: COUNT,
      firmness: orNull(oneOf(['firm', 'estimate', 'conditional'])),
      period: orNull(PERIOD),
      beforeNextMeeting: orNull(FLAG),
    }),
  ),
  {
    day: DAY,
    until: DAY,
    nextMeeting: orNull(object({ reference: REFERENCE, startsAt: INSTANT })),
  },
);
