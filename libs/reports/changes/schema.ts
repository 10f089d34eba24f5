import { AUTHORITIES, DIRECTIONS } from '#domain/index.js';
import { JUDGED_FIGURE } from '#read-models/index.js';
import {
  type AnswerOf,
  AS_OF,
  COUNT,
  DAY,
  DAYS,
  extended,
  FIELD_VALUE,
  FIGURE,
  FLAG,
  INSTANT,
  LINK,
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
  type ValuesOf,
} from '#read-store/index.js';
import { REPORT_LINE } from '../figures/schema.js';
import { CHANGE_KINDS, CHANGED_ITEM_KINDS } from './change-kinds.js';
import { PERIOD_FILTERS, POINT_SOURCES } from './resolve-period.js';

export const CHANGES_FILTERS = {
  group: parameter.item('group', 'In what this group oversees.'),
  programme: parameter.item('programme', 'In this programme.'),
  ...PERIOD_FILTERS,
};
export type ChangesQuery = ValuesOf<typeof CHANGES_FILTERS>;

const NAMED = object({ reference: REFERENCE, name: TEXT });
const DATED = object({ text: TEXT, latest: orNull(DAY) });
const WHAT = oneOf(CHANGE_KINDS);
/** `corrected`: only corrections touched the field. `returned`: it changed and came back to its first value. */
const HOWS = ['added', 'changed', 'corrected', 'returned'] as const;
const STOOD = object({ by: oneOf(POINT_SOURCES), meeting: orNull(REFERENCE), instant: orNull(INSTANT), asOf: AS_OF });

const EVENT = object({
  number: COUNT,
  position: POSITION,
  type: TEXT,
  what: WHAT,
  correction: FLAG,
  // Effective before the first moment but recorded after it.
  late: FLAG,
  recordedAt: INSTANT,
  occurredAt: OCCURRED_AT,
  actor: object({ party: REFERENCE, name: orNull(TEXT) }),
  onBehalfOf: orNull(object({ party: REFERENCE, source: TEXT })),
  reason: orNull(TEXT),
  meeting: orNull(REFERENCE),
  minuteRef: orNull(TEXT),
  slip: orNull(
    object({
      before: orNull(DATED),
      after: DATED,
      // Positive when later; null when either date has no last day, which is no slip.
      days: orNull(DAYS),
      authority: orNull(oneOf(AUTHORITIES)),
      // False for the owner's own authority and for an unknown one.
      agreed: FLAG,
    }),
  ),
  href: LINK,
});

/** New figures of a target, each beside the one before it. */
const NEW_FIGURES = object({
  unit: TEXT,
  direction: oneOf(DIRECTIONS),
  figures: listOf(
    extended(JUDGED_FIGURE, {
      before: orNull(object({ period: PERIOD, value: FIGURE })),
      // How many judged figures in a row, this one the last, missed their level.
      missedInRow: COUNT,
    }),
  ),
});

/** Items that an open list of the governance report would have at one moment and not at the other. */
const PASSED = object({ total: COUNT, items: listOf(REPORT_LINE) });

export const CHANGED_ITEM = object({
  kind: oneOf(CHANGED_ITEM_KINDS),
  id: TEXT,
  reference: REFERENCE,
  title: orNull(TEXT),
  programme: orNull(REFERENCE),
  status: TEXT,
  what: listOf(WHAT),
  supersedes: orNull(REFERENCE),
  supersededBy: orNull(REFERENCE),
  // Total over all revisions of the agreed date; corrections do not count as slip.
  slip: orNull(object({ before: orNull(DATED), after: DATED, days: orNull(DAYS) })),
  changes: listOf(
    object({ field: TEXT, before: FIELD_VALUE, after: FIELD_VALUE, how: oneOf(HOWS), events: listOf(COUNT) }),
  ),
  // Of a target that was measured.
  measured: orNull(NEW_FIGURES),
  // Only the latest events are listed; eventCount counts all.
  events: listOf(EVENT),
  eventCount: COUNT,
  links: object({ before: orNull(LINK), after: LINK, history: LINK }),
});

export const CHANGES = object({
  group: orNull(NAMED),
  programme: orNull(NAMED),
  since: STOOD,
  until: STOOD,
  effectiveAt: orNull(INSTANT),
  illustrative: FLAG,
  // Set when the span exceeds the event limit: the number of events left and the link to continue.
  cut: orNull(object({ eventsLeft: COUNT, href: LINK })),
  // Counted over the whole span, independent of the page.
  totals: object({
    items: COUNT,
    events: COUNT,
    what: listOf(object({ what: WHAT, items: COUNT, events: COUNT })),
  }),
  // Past their agreed date at the later moment alone: no event tells of it. At most 50 are listed.
  newlyPast: PASSED,
  // Past it at the earlier moment alone: finished, moved or withdrawn.
  noLongerPast: PASSED,
  items: listOf(CHANGED_ITEM),
  nextCursor: orNull(TEXT),
  asOf: AS_OF,
});

export type Changes = AnswerOf<typeof CHANGES>;
export type ReportedPoint = Changes['since'];
export type ChangedItem = Changes['items'][number];
export type ChangeEvent = ChangedItem['events'][number];
export type FieldLine = ChangedItem['changes'][number];
export type Slip = NonNullable<ChangeEvent['slip']>;
