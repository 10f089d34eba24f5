import { AFFECTS, CONDITION_OUTCOMES, DECISION_STATUSES, DISPOSITIONS, WAYS_TAKEN } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  DAY,
  DONE,
  DUE_SINCE,
  FLAG,
  HEAD,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  PERIOD,
  parameter,
  REFERENCE,
  schemaOf,
  TEXT,
  type ValuesOf,
  VISIBILITY,
} from '#read-store/index.js';

export const DECISION_FILTERS = {
  group: parameter.item('group', 'Taken by this group.'),
  programme: parameter.item('programme', 'Affecting this programme or something in it.'),
  disposition: parameter.oneOf('Of this disposition.', DISPOSITIONS),
  status: parameter.oneOf('In this state.', DECISION_STATUSES),
  affects: parameter.item('any', 'Affecting this item.'),
  // Superseded and revoked decisions are never reviewed again.
  dueReviewBy: parameter.day('To be reviewed by this day.'),
  references: parameter.AMONG,
  q: parameter.WORDS,
};
export type DecisionFilter = ValuesOf<typeof DECISION_FILTERS>;

const AFFECTED = {
  reference: REFERENCE,
  kind: oneOf(['action', 'milestone', 'target', 'decision', 'programme']),
  as: oneOf(AFFECTS),
};

const FUNDING = object({
  amount: orNull(TEXT),
  currency: TEXT,
  recurrent: orNull(FLAG),
  source: orNull(TEXT),
  period: orNull(PERIOD),
  status: orNull(TEXT),
});

export const CONDITION_FIELDS = {
  number: COUNT,
  text: TEXT,
  agreedBy: orNull(TEXT),
  outcome: oneOf(CONDITION_OUTCOMES),
  settled: orNull(object({ ...DONE, evidence: orNull(TEXT), reason: orNull(TEXT) })),
};

const REVIEW = object({ ...DONE, outcome: TEXT, narrative: orNull(TEXT) });

const CHALLENGE = object({
  ...DONE,
  grounds: TEXT,
  outcome: orNull(TEXT),
  narrative: orNull(TEXT),
});

export const DECISION_FIELDS = {
  ...HEAD,
  title: TEXT,
  disposition: oneOf(DISPOSITIONS),
  rationale: TEXT,
  decidedOn: OCCURRED_AT,
  ...VISIBILITY,
  group: orNull(REFERENCE),
  meeting: orNull(REFERENCE),
  takenBy: oneOf(WAYS_TAKEN),
  status: oneOf(DECISION_STATUSES),
  readyToRelease: FLAG,
  reviewBy: orNull(DAY),
  reviewLapsed: orNull(DAY),
  reviewDueSince: DUE_SINCE,
  alternatives: listOf(TEXT),
  supersedes: orNull(REFERENCE),
  supersededBy: orNull(REFERENCE),
  ratifies: orNull(REFERENCE),
  affects: listOf(object(AFFECTED)),
  funding: listOf(FUNDING),
  conditions: listOf(object(CONDITION_FIELDS)),
  release: orNull(object({ ...DONE, narrative: orNull(TEXT) })),
  reviews: listOf(REVIEW),
  challenges: listOf(CHALLENGE),
  ended: orNull(object({ ...DONE, reason: TEXT })),
};

const ANYTHING = schemaOf<unknown>({});
const CHANGE = object({ field: TEXT, before: ANYTHING, after: ANYTHING });
const SINCE = object({ ...AFFECTED, title: orNull(TEXT), status: orNull(TEXT), since: listOf(CHANGE) });

export const DECISION_LIST = countedPageOf(object(DECISION_FIELDS));
export const DECISION = object({ ...DECISION_FIELDS, affects: listOf(SINCE) });
