import { DAY, FLAG, INSTANT, object, oneOf, orNull, PERIOD, pageOf, REFERENCE } from '#read-store/index.js';
import { LINE_HEAD } from '../figures/schema.js';
import { COMING } from './dates.js';

const PAGE = pageOf(
  object({
    ...LINE_HEAD,
    what: oneOf(COMING),
    on: DAY,
    inDays: { type: 'integer', minimum: 0 },
    firmness: orNull(oneOf(['firm', 'estimate', 'conditional'])),
    period: orNull(PERIOD),
    beforeNextMeeting: orNull(FLAG),
  }),
) as { properties: object; required: readonly string[] };

export const UPCOMING = {
  ...PAGE,
  properties: {
    ...PAGE.properties,
    day: DAY,
    until: DAY,
    nextMeeting: orNull(object({ reference: REFERENCE, startsAt: INSTANT })),
  },
  required: [...PAGE.required, 'day', 'until', 'nextMeeting'],
};
