import { MILESTONE_STATUSES, PERIOD_KINDS } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  DAY,
  FIGURE,
  FLAG,
  HAPPENINGS,
  INSTANT,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  PERIOD,
  POSITION,
  parameter,
  REFERENCE,
  TEXT,
  TIMELINE_KINDS,
  TIMESCALE,
  type ValuesOf,
} from '#read-store/index.js';
import { CONDITION_FIELDS, DECISION_FIELDS } from '../decisions/decisions.schema.js';

export const TIMELINE_FILTERS = {
  group: parameter.item('group', 'Of what this group oversees.'),
  programme: parameter.item('programme', 'Of this programme.'),
  kind: parameter.oneOf('Of this kind only.', TIMELINE_KINDS),
  from: parameter.instantOrDay('True at this instant or later, or from this day on.'),
  to: parameter.instantOrDay('True at this instant or earlier, or until this day.'),
};
export type TimelineFilter = ValuesOf<typeof TIMELINE_FILTERS>;

const WORDS = [...new Set(TIMELINE_KINDS.flatMap((kind) => Object.values<string>(HAPPENINGS[kind])))];

const { disposition, rationale, decidedOn, status, group, meeting, reviewBy, supersedes, supersededBy, affects } =
  DECISION_FIELDS;
const { number, text, agreedBy, outcome } = CONDITION_FIELDS;
const DECISION_NOW = object({
  disposition,
  rationale,
  decidedOn,
  status,
  group,
  meeting,
  conditions: listOf(object({ number, text, agreedBy, outcome })),
  reviewBy,
  reviewPast: { ...FLAG, description: 'Whether a review is awaited whose day has passed.' },
  supersedes,
  supersededBy,
  affects,
});

const MILESTONE_NOW = object({
  due: TIMESCALE,
  status: oneOf(MILESTONE_STATUSES),
  met: FLAG,
  metOn: orNull(DAY),
  late: FLAG,
  overdue: FLAG,
});

const BREACH = object({
  target: REFERENCE,
  measure: TEXT,
  unit: TEXT,
  period: PERIOD,
  expected: orNull(FIGURE),
  actual: orNull(TEXT),
  open: { ...FLAG, description: 'Whether it is open at the moment asked about.' },
  alsoOver: { ...listOf(PERIOD), description: 'What else a recovery put an end to.' },
});

const TIMELINE_ENTRY = object({
  kind: oneOf(TIMELINE_KINDS),
  id: TEXT,
  reference: REFERENCE,
  title: TEXT,
  what: oneOf(WORDS),
  occurredAt: OCCURRED_AT,
  precision: oneOf(['instant', 'day', ...PERIOD_KINDS, 'unknown']),
  // The start of an imprecise time, the recording time if none was stated; entries are sorted by it.
  effectiveFrom: INSTANT,
  recordedAt: INSTANT,
  reason: orNull(TEXT),
  number: COUNT,
  position: POSITION,
  decision: orNull(DECISION_NOW),
  milestone: orNull(MILESTONE_NOW),
  breach: orNull(BREACH),
});
export const TIMELINE_PAGE = countedPageOf(TIMELINE_ENTRY);
