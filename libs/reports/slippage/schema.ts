import { AUTHORITIES, MOVEMENTS } from '#domain/index.js';
import { OWNED_SCOPE } from '#read-models/index.js';
import {
  AS_OF,
  COUNT,
  DAY,
  DAYS,
  FLAG,
  INSTANT,
  type Link,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  pageOf,
  parameter,
  REFERENCE,
  schemaOf,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';

export const SLIPPAGE_FILTERS = {
  ...OWNED_SCOPE,
  moved: parameter.yesOrNo('Only what was moved, or only what never was.'),
  restated: parameter.yesOrNo('Only what a correction or a new reading moved, or only what none did.'),
};
export type SlippageItemsQuery = ValuesOf<typeof SLIPPAGE_FILTERS>;

/** In calendar days, from which moves to an earlier date are subtracted. */
const MOVED = {
  moves: COUNT,
  slips: COUNT,
  days: DAYS,
  workingDays: DAYS,
  // Moves within 14 days before the due date or later.
  nearDue: COUNT,
  restated: COUNT,
  restatedDays: DAYS,
  restatedAfterDue: COUNT,
};
const TOTALS = {
  ...MOVED,
  // Moves on the owner's own authority.
  notAgreed: COUNT,
  // Slips caused by actions that took over a promise, measured to their latest day.
  carried: COUNT,
};
const GROUPS = listOf(object({ reference: orNull(REFERENCE), ...TOTALS }));

export const SLIPPAGE = object({
  asOf: AS_OF,
  effectiveAt: orNull(INSTANT),
  ...TOTALS,
  byProgramme: GROUPS,
  byOwner: GROUPS,
  byMover: GROUPS,
  links: object({ items: schemaOf<Link>(TEXT), restated: schemaOf<Link>(TEXT) }),
});

const PROMISE = object({
  sort: oneOf(['original', 'agreed', 'forecast', 'reading', 'correction']),
  text: TEXT,
  earliest: orNull(DAY),
  latest: orNull(DAY),
  firmness: oneOf(['firm', 'estimate', 'conditional']),
  openEnded: FLAG,
  movement: orNull(oneOf(MOVEMENTS)),
  days: orNull(DAYS),
  workingDays: orNull(DAYS),
  nearDue: orNull(FLAG),
  restated: orNull(object({ movement: oneOf(MOVEMENTS), days: DAYS, afterDue: FLAG })),
  authority: orNull(oneOf(AUTHORITIES)),
  notAgreed: FLAG,
  reason: orNull(TEXT),
  by: REFERENCE,
  onBehalfOf: orNull(object({ party: REFERENCE, source: TEXT })),
  meeting: orNull(REFERENCE),
  minuteRef: orNull(TEXT),
  occurredAt: OCCURRED_AT,
  recordedAt: INSTANT,
  number: COUNT,
  position: POSITION,
});

export const SLIPPAGE_ITEMS = pageOf(
  object({
    kind: oneOf(['action', 'milestone']),
    id: TEXT,
    reference: REFERENCE,
    title: TEXT,
    programme: REFERENCE,
    owner: orNull(REFERENCE),
    original: orNull(DAY),
    agreed: orNull(DAY),
    forecast: orNull(DAY),
    ...MOVED,
    carried: orNull(
      object({ movement: oneOf(['slip', 'given-up']), days: DAYS, workingDays: DAYS, latest: orNull(DAY) }),
    ),
    promises: listOf(PROMISE),
    history: schemaOf<Link>(TEXT),
  }),
);
