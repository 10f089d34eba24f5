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
  REFERENCE,
} from '#read-store/index.js';
import { LINE_HEAD } from '../figures/schema.js';
import { COMING } from './dates.js';

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
