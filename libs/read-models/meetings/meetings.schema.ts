import { MEETING_STATUSES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  FLAG,
  HEAD,
  INSTANT,
  listOf,
  object,
  oneOf,
  orNull,
  POSITION,
  parameter,
  REFERENCE,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';

export const MEETING_FILTERS = {
  group: parameter.item('group', 'Of this group.'),
  status: parameter.oneOf('In this state.', MEETING_STATUSES),
  from: parameter.moment('Beginning at this instant or later.'),
  to: parameter.moment('Beginning at this instant or earlier.'),
  order: parameter.ORDER,
};
export type MeetingFilter = ValuesOf<typeof MEETING_FILTERS>;

export const MEETING = object({
  ...HEAD,
  group: REFERENCE,
  title: orNull(TEXT),
  startsAt: INSTANT,
  status: oneOf(MEETING_STATUSES),
  pack: orNull(object({ position: POSITION, number: orNull(COUNT), hash: TEXT, covers: COUNT, issuedAt: INSTANT })),
  present: listOf(REFERENCE),
  apologies: listOf(REFERENCE),
  quorate: { ...orNull(FLAG), description: 'What a person said.' },
  quorum: {
    ...orNull(
      object({
        quorate: FLAG,
        present: COUNT,
        atLeast: COUNT,
        posts: listOf(REFERENCE),
        missing: { ...listOf(REFERENCE), description: 'Posts of the rule that were not there.' },
      }),
    ),
    description:
      'Of one that was held: what the rule of its group on that day makes of who was present; null without a rule.',
  },
});
export const MEETING_LIST = countedPageOf(MEETING);
