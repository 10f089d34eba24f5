import {
  ACTION_STATUSES,
  AFFECTS,
  AUTHORITIES,
  DECISION_STATUSES,
  DISPOSITIONS,
  PARTS,
  RATINGS,
  WITHDRAWAL_KINDS,
} from '#domain/index.js';
import {
  anyOf,
  COUNT,
  countedPageOf,
  DAY,
  DAYS,
  DONE,
  DUE_SINCE,
  FLAG,
  HEAD,
  INSTANT,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  parameter,
  REFERENCE,
  RESTATED,
  schemaOf,
  TEXT,
  TIMESCALE,
  type ValuesOf,
  VISIBILITY,
} from '#read-store/index.js';
import { DATE_REQUEST } from '../date-requests/date-request.schema.js';
import { CARRIED_HOW } from './carried.js';
import { DIFFERENCES } from './rating.js';

export const ACTION_FILTERS = {
  programme: parameter.item('programme', 'In this programme, as their own or also.'),
  group: parameter.item(
    'group',
    "Overseen by this group, themselves or through a programme: what the group's report counts.",
  ),
  parent: parameter.item('action', 'Parts of this action.'),
  status: parameter.oneOf('In this state.', ACTION_STATUSES),
  owner: parameter.item('party', 'Led by this party.'),
  rating: parameter.oneOf('Rated so by its owner.', RATINGS),
  overdueOn: parameter.day(
    'Overdue on this day: a firm promise, or an occurrence of one that comes round, not kept by its last day.',
  ),
  references: parameter.AMONG,
  q: parameter.WORDS,
};
export type ActionFilter = ValuesOf<typeof ACTION_FILTERS>;

const TURN = { ...DONE, narrative: orNull(TEXT) };
const NARRATIVE = orNull(TEXT);
const WORDS = object({ text: TEXT, latest: orNull(DAY) });

export const RATING_REASON = anyOf(
  object({ code: oneOf(['complete', 'verified', 'withdrawn', 'deferred', 'blocked']) }),
  object({ code: oneOf(['no-timescale', 'timescale-unread', 'timescale-undated', 'timescale-conditional']) }),
  object({ code: oneOf(['occurrence-missed']), due: DAY, narrative: TEXT }),
  object({ code: oneOf(['overdue', 'not-started']), latest: DAY, days: COUNT }),
  object({ code: oneOf(['dependency-overdue']), reference: REFERENCE, latest: DAY }),
  object({ code: oneOf(['dependency-blocked']), reference: REFERENCE }),
  object({ code: oneOf(['forecast-late']), latest: DAY, forecast: DAY }),
);

const FIELDS = {
  ...HEAD,
  title: TEXT,
  description: orNull(TEXT),
  ...VISIBILITY,
  programme: REFERENCE,
  alsoIn: listOf(REFERENCE),
  overseenBy: orNull(REFERENCE),
  parent: orNull(REFERENCE),
  owner: orNull(REFERENCE),
  parties: listOf(object({ party: REFERENCE, part: oneOf(PARTS) })),
  externalRefs: listOf(object({ system: TEXT, ref: TEXT })),
  dependsOn: listOf(REFERENCE),
  status: oneOf(ACTION_STATUSES),
  timescale: orNull(TIMESCALE),
  original: orNull(TIMESCALE),
  agreed: orNull(TIMESCALE),
  agreedBy: orNull(oneOf(AUTHORITIES)),
  restated: orNull(RESTATED),
  carriedFrom: listOf(
    object({ reference: REFERENCE, how: oneOf(CARRIED_HOW), original: orNull(WORDS), agreed: orNull(WORDS) }),
  ),
  carried: orNull(
    object({
      movement: oneOf(['slip', 'given-up']),
      days: DAYS,
      workingDays: DAYS,
      latest: orNull(DAY),
    }),
  ),
  forecast: orNull(TIMESCALE),
  dateRequest: orNull(DATE_REQUEST),
  reviewOn: orNull(DAY),
  reviewDueSince: DUE_SINCE,
  nextDue: orNull(DAY),
  overdue: FLAG,
  progress: orNull(
    object({ ...TURN, percent: orNull(schemaOf<number>({ type: 'number', minimum: 0, maximum: 100 })) }),
  ),
  block: orNull(object(TURN)),
  deferral: orNull(object({ ...TURN, until: orNull(DAY), dueSince: DUE_SINCE })),
  completion: orNull(object(TURN)),
  declined: orNull(object(TURN)),
  verification: orNull(object(TURN)),
  withdrawal: orNull(object({ ...TURN, kind: oneOf(WITHDRAWAL_KINDS) })),
  occurrences: listOf(object({ due: DAY, outcome: oneOf(['completed', 'missed']), narrative: NARRATIVE })),
  splitInto: listOf(REFERENCE),
  mergedInto: orNull(REFERENCE),
  replacedBy: orNull(REFERENCE),
  escalation: orNull(
    object({ to: REFERENCE, ask: TEXT, answer: orNull(oneOf(['accepted', 'returned'])), narrative: NARRATIVE }),
  ),
  rating: orNull(object({ rating: oneOf(RATINGS), word: orNull(TEXT), narrative: NARRATIVE, scheme: COUNT })),
  derivedRating: object({
    rating: orNull(oneOf(RATINGS)),
    word: orNull(TEXT),
    scheme: COUNT,
    reasons: listOf(RATING_REASON),
    differs: FLAG,
    difference: orNull(oneOf(DIFFERENCES)),
  }),
};

const WRITTEN = { position: POSITION, recordedAt: INSTANT, occurredAt: OCCURRED_AT, by: REFERENCE, ...VISIBILITY };

const { title, status, agreed, forecast, overdue, rating, derivedRating } = FIELDS;
/** What a board is told of an action. */
export const ACTION_TOLD = { title, status, agreed, forecast, overdue, rating, derivedRating } as const;

export const ACTION_LIST = countedPageOf(object(FIELDS));
export const ACTION = object({
  ...FIELDS,
  decisions: listOf(
    object({
      reference: REFERENCE,
      title: orNull(TEXT),
      as: oneOf(AFFECTS),
      disposition: oneOf(DISPOSITIONS),
      status: oneOf(DECISION_STATUSES),
    }),
  ),
  notes: listOf(object({ ...WRITTEN, text: TEXT })),
  evidence: listOf(object({ ...WRITTEN, title: TEXT, url: orNull(TEXT), text: orNull(TEXT) })),
});
