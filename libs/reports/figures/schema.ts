import { DISPOSITIONS, RATINGS, WAYS_TAKEN } from '#domain/index.js';
import { RATING_REASON, REPORTED } from '#read-models/index.js';
import {
  type AnswerOf,
  AS_OF,
  anyOf,
  COUNT,
  DAY,
  DAYS,
  FLAG,
  INSTANT,
  LINK,
  type Link,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  PERIOD,
  POSITION,
  pageOf,
  parameter,
  propertiesOf,
  REFERENCE,
  schemaOf,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';
import { ASKS, LISTED_ASKS } from './ask-names.js';
import { FIGURE_NAMES, FIGURES, type FigureTable } from './figures.js';

export const FIGURE_FILTERS = {
  ...REPORTED,
  figure: parameter.oneOf('The figure to be opened; actions.open unless stated.', FIGURE_NAMES),
  row: { ...parameter.item('programme', 'Of this programme of the report only, or elsewhere.'), names: undefined },
  rating: parameter.text('Of actions.open those rated so.', 20),
  scheme: parameter.whole('Rated under this version of the scheme.', 1, 1_000_000),
};
export type FigureQuery = ValuesOf<typeof FIGURE_FILTERS>;

export const ASK_FILTERS = {
  group: parameter.item('group', 'Asked of this group; of every group without it.'),
  programme: parameter.item('programme', 'About what this programme holds.'),
  ask: parameter.oneOf('What is asked; escalated unless stated.', LISTED_ASKS),
};
export type AskQuery = ValuesOf<typeof ASK_FILTERS>;

const NAMED = object({ reference: REFERENCE, name: TEXT });

const counts = <T extends FigureTable>(table: T) =>
  object(propertiesOf(Object.keys(FIGURES[table]) as (keyof (typeof FIGURES)[T] & string)[], COUNT));

const OF_ACTIONS = {
  actions: counts('actions'),
  ratings: listOf(object({ rating: TEXT, word: orNull(TEXT), scheme: orNull(COUNT), count: COUNT })),
};
const FIGURE_COUNTS = { ...OF_ACTIONS, milestones: counts('milestones'), targets: counts('targets') };

export const LINE_HEAD = {
  kind: oneOf(['action', 'milestone', 'target', 'decision']),
  id: TEXT,
  reference: REFERENCE,
  title: TEXT,
  status: TEXT,
  programme: orNull(REFERENCE),
  owner: orNull(REFERENCE),
  // Number and position are 0 when the audit trail has not reached the item.
  number: COUNT,
  position: POSITION,
  recordedAt: INSTANT,
} as const;

export const REPORT_LINE = object({
  ...LINE_HEAD,
  // For a recurring promise, its first unsettled occurrence; for a decision, its review date.
  due: orNull(DAY),
  // Positive when the date has passed.
  daysPast: orNull(DAYS),
  breachedPeriods: listOf(PERIOD),
  openConditions: listOf(TEXT),
});
export const FIGURE_PAGE = pageOf(REPORT_LINE);

const ASKED = anyOf(
  object({ narrative: orNull(TEXT), occurredAt: orNull(OCCURRED_AT) }),
  object({ to: REFERENCE, ask: TEXT }),
  object({
    from: orNull(DAY),
    to: orNull(DAY),
    // Positive when later; null when either date has no last day.
    days: orNull(DAYS),
    reason: orNull(TEXT),
    number: COUNT,
  }),
  // A date that was asked for: `from` is the agreed one, which stays until the group answers.
  object({
    request: TEXT,
    by: REFERENCE,
    from: orNull(DAY),
    to: orNull(DAY),
    days: orNull(DAYS),
    reason: TEXT,
    number: COUNT,
  }),
  object({ disposition: oneOf(DISPOSITIONS), takenBy: oneOf(WAYS_TAKEN), decidedOn: OCCURRED_AT }),
  object({
    rating: oneOf(RATINGS),
    derived: object({ rating: orNull(oneOf(RATINGS)), reasons: listOf(RATING_REASON) }),
  }),
);
const { reference, kind, title, programme, owner } = LINE_HEAD;
export const ASK_ITEM = object({ reference, kind, title, programme, owner, asked: ASKED });
export const ASK_PAGE = pageOf(ASK_ITEM);

export const GOVERNANCE_REPORT = object({
  group: orNull(NAMED),
  programme: orNull(NAMED),
  asOf: AS_OF,
  day: DAY,
  effectiveAt: orNull(INSTANT),
  dueUntil: DAY,
  takenSince: object({ day: DAY, meeting: orNull(REFERENCE) }),
  silentSince: object({ instant: INSTANT, meeting: orNull(REFERENCE) }),
  // Invented data, which every report must declare.
  illustrative: FLAG,
  // Projections that stopped earlier: their figures are out of date.
  behind: listOf(object({ projection: TEXT, position: POSITION })),
  programmes: listOf(
    object({ reference: REFERENCE, name: TEXT, parent: orNull(REFERENCE), status: TEXT, ...FIGURE_COUNTS }),
  ),
  elsewhere: orNull(object(OF_ACTIONS)),
  totals: object({ ...FIGURE_COUNTS, decisions: counts('decisions') }),
  lists: listOf(object({ figure: oneOf(FIGURE_NAMES), total: COUNT, items: listOf(REPORT_LINE), href: LINK })),
  asks: listOf(object({ ask: oneOf(ASKS), total: COUNT, items: listOf(ASK_ITEM), href: LINK })),
  links: object({ self: LINK, items: schemaOf<Link>({ ...TEXT, description: 'A URI template (RFC 6570).' }) }),
});

export type ReportLine = AnswerOf<typeof REPORT_LINE>;
export type AskItem = AnswerOf<typeof ASK_ITEM>;
export type GovernanceReport = AnswerOf<typeof GOVERNANCE_REPORT>;
