import { ACTION_TOLD, DIFFERENCES, DISAGREEMENTS, OWNED_SCOPE, RATING_REASON } from '#read-models/index.js';
import {
  AS_OF,
  COUNT,
  DAY,
  DAYS,
  FIGURE,
  FLAG,
  INSTANT,
  LINK,
  listOf,
  object,
  oneOf,
  orNull,
  PERIOD,
  pageOf,
  parameter,
  REFERENCE,
  schemaOf,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';
import { REPORT_LINE } from '../figures/schema.js';

export const WATERMELON_FILTERS = {
  ...OWNED_SCOPE,
  difference: parameter.oneOf(
    'Rated so beside the facts: better-than-facts unless stated, which alone is a watermelon.',
    DISAGREEMENTS,
  ),
};
export type WatermelonsQuery = ValuesOf<typeof WATERMELON_FILTERS>;

const DIFFERENCE = orNull(oneOf(DIFFERENCES));
const DERIVED = object({ rating: orNull(TEXT), reasons: listOf(RATING_REASON) });

export const WATERMELONS = pageOf(
  object({
    id: TEXT,
    reference: REFERENCE,
    title: TEXT,
    programme: REFERENCE,
    owner: orNull(REFERENCE),
    status: TEXT,
    rating: orNull(TEXT),
    narrative: orNull(TEXT),
    derived: orNull(DERIVED),
    difference: DIFFERENCE,
    since: DAY,
    meetings: listOf(
      object({
        meeting: REFERENCE,
        day: DAY,
        given: orNull(TEXT),
        derived: DERIVED,
        differs: FLAG,
        difference: DIFFERENCE,
      }),
    ),
    history: LINK,
  }),
);

export const ACTION_MEETINGS = pageOf(
  object({ meeting: REFERENCE, group: REFERENCE, day: DAY, issuedAt: INSTANT, ...ACTION_TOLD }),
);

const DATED = { id: TEXT, reference: REFERENCE, title: TEXT, latest: orNull(DAY) };
const KIND = oneOf(['action', 'milestone']);

export const MOVED_WITHOUT_SLIP = object({
  asOf: AS_OF,
  effectiveAt: orNull(INSTANT),
  day: DAY,
  restated: object({
    items: listOf(
      object({
        kind: KIND,
        id: TEXT,
        reference: REFERENCE,
        title: TEXT,
        programme: REFERENCE,
        owner: orNull(REFERENCE),
        agreed: orNull(DAY),
        restated: COUNT,
        restatedDays: DAYS,
        restatedAfterDue: COUNT,
        history: LINK,
      }),
    ),
    more: FLAG,
    href: LINK,
  }),
  possiblySame: object({
    items: listOf(
      object({
        kind: KIND,
        programme: REFERENCE,
        owner: orNull(REFERENCE),
        likeness: schemaOf<number>({ type: 'number', minimum: 0, maximum: 1 }),
        daysBetween: DAYS,
        daysMoved: orNull(DAYS),
        withdrawn: object({ ...DATED, withdrawnOn: DAY, history: LINK }),
        created: object({ ...DATED, createdOn: DAY, history: LINK }),
      }),
    ),
    more: FLAG,
  }),
});

const FIRST = object({ total: COUNT, items: listOf(REPORT_LINE), more: FLAG, href: LINK });
const TARGET = { reference: REFERENCE, measure: TEXT, programme: REFERENCE };

export const SILENCES = object({
  asOf: AS_OF,
  effectiveAt: orNull(INSTANT),
  day: DAY,
  silentSince: object({ instant: INSTANT, meeting: orNull(REFERENCE) }),
  openActions: COUNT,
  silentActions: FIRST,
  noReviewDate: FIRST,
  silentOwners: listOf(object({ reference: REFERENCE, openActions: COUNT })),
  stopped: listOf(object({ ...TARGET, last: PERIOD, daysSince: COUNT })),
  outOfReach: listOf(
    object({
      ...TARGET,
      period: PERIOD,
      expected: FIGURE,
      projected: FIGURE,
      perMonth: FIGURE,
      from: PERIOD,
      to: PERIOD,
    }),
  ),
});
