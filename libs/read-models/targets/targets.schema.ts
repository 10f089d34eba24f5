import { DIRECTIONS, PERIOD_KINDS, QUALIFIERS, RULES, TARGET_KINDS, TARGET_STATUSES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  DAY,
  FIGURE,
  FLAG,
  HEAD,
  listOf,
  object,
  oneOf,
  orNull,
  PERIOD,
  parameter,
  REFERENCE,
  TEXT,
  type ValuesOf,
  VISIBILITY,
} from '#read-store/index.js';

export const TARGET_FILTERS = {
  programme: parameter.item('programme', 'Of this programme.'),
  status: parameter.oneOf('In this state.', TARGET_STATUSES),
  kind: parameter.oneOf('Of this kind.', TARGET_KINDS),
  breached: parameter.yesOrNo('Whether the breach of a period is open.'),
  figureDueIn: parameter.period(
    'In use and without a figure of this period, where a level is set for it or the last figure is of a period of its length.',
  ),
  references: parameter.AMONG,
  q: parameter.WORDS,
};
export type TargetFilter = ValuesOf<typeof TARGET_FILTERS>;

const POINT = { period: PERIOD, value: FIGURE };
const CAUSE = oneOf(['measurement', 'correction', 'trajectory', 'report']);

const MEASURED = {
  value: orNull(FIGURE),
  numerator: orNull(FIGURE),
  denominator: orNull(FIGURE),
  qualifier: orNull(oneOf(QUALIFIERS)),
  low: orNull(FIGURE),
  high: orNull(FIGURE),
  status: oneOf(['provisional', 'final']),
  source: orNull(TEXT),
  reportedOn: orNull(DAY),
};

const FIELDS = {
  ...HEAD,
  measure: TEXT,
  unit: TEXT,
  direction: oneOf(DIRECTIONS),
  kind: oneOf(TARGET_KINDS),
  accumulates: FLAG,
  ...VISIBILITY,
  programme: REFERENCE,
  status: oneOf(TARGET_STATUSES),
  baseline: orNull(object(POINT)),
  trajectory: listOf(object({ ...POINT, condition: orNull(TEXT) })),
  forecasts: listOf(object({ ...POINT, narrative: orNull(TEXT) })),
  latest: orNull(object({ period: PERIOD, ...MEASURED })),
  openBreaches: listOf(PERIOD),
};

const BREACH = object({
  cause: CAUSE,
  expected: orNull(FIGURE),
  condition: orNull(TEXT),
  actual: orNull(TEXT),
  yearBefore: orNull(TEXT),
  cases: orNull(COUNT),
  narrative: orNull(TEXT),
  recovered: orNull(object({ period: PERIOD, cause: CAUSE })),
});

const CORRECTED = object({ reason: orNull(TEXT), first: object(MEASURED) });

const JUDGED = object({
  period: PERIOD,
  expected: orNull(FIGURE),
  condition: orNull(TEXT),
  measurement: orNull(object({ ...MEASURED, corrected: orNull(CORRECTED) })),
  actual: orNull(TEXT),
  yearBefore: orNull(TEXT),
  verdict: orNull(oneOf(['met', 'missed'])),
  breach: orNull(BREACH),
});

/** A figure with the level of its period; a null verdict was not judged. */
export const JUDGED_FIGURE = object({
  period: PERIOD,
  value: FIGURE,
  expected: orNull(FIGURE),
  verdict: orNull(oneOf(['met', 'missed'])),
});

// At most the last 36 single figures, oldest first.
export const TARGET_LIST = countedPageOf(object({ ...FIELDS, recent: listOf(JUDGED_FIGURE) }));
export const TARGET = object({ ...FIELDS, periods: listOf(JUDGED) });

const LIMITS = { mean: orNull(FIGURE), lower: orNull(FIGURE), upper: orNull(FIGURE) };
const SIGNAL = object({
  rule: oneOf(RULES),
  side: oneOf(['high', 'low']),
  means: oneOf(['improvement', 'concern']),
});

export const CHART = object({
  reference: REFERENCE,
  measure: TEXT,
  unit: TEXT,
  direction: oneOf(DIRECTIONS),
  periods: orNull(oneOf(PERIOD_KINDS)),
  gaps: FLAG,
  points: listOf(object({ period: PERIOD, value: FIGURE, ...LIMITS, signals: listOf(SIGNAL) })),
  phases: listOf(object({ from: PERIOD, decision: orNull(REFERENCE), points: COUNT, ...LIMITS })),
  waiting: listOf(object({ from: PERIOD, decision: orNull(REFERENCE) })),
  leftOut: listOf(object({ period: PERIOD, why: oneOf(['no-single-figure', 'other-period']) })),
});
