import { AUTHORITIES } from '#domain/index.js';
import {
  AS_OF,
  COUNT,
  DAY,
  FLAG,
  INSTANT,
  type JsonSchema,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';
import { CHANGE_KINDS, CHANGED_ITEM_KINDS } from './change-kinds.js';
import { HOWS } from './lines.js';
import { POINT_SOURCES } from './resolve-period.js';

const NAMED = object({ reference: REFERENCE, name: TEXT });
const LINK: JsonSchema = { type: 'string', format: 'uri-reference' };
const DAYS: JsonSchema = { type: 'integer' };
const DATED = object({ text: TEXT, latest: orNull(DAY) });
const WHAT = oneOf(CHANGE_KINDS);
const VALUE: JsonSchema = { description: 'The value as the page of the item shows it; null where there was none.' };
const STOOD = object({ by: oneOf(POINT_SOURCES), meeting: orNull(REFERENCE), instant: orNull(INSTANT), asOf: AS_OF });

const EVENT = object({
  number: COUNT,
  position: POSITION,
  type: TEXT,
  what: WHAT,
  correction: FLAG,
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
      days: orNull(DAYS),
      authority: orNull(oneOf(AUTHORITIES)),
      agreed: FLAG,
    }),
  ),
  href: LINK,
});

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
  slip: orNull(object({ before: orNull(DATED), after: DATED, days: orNull(DAYS) })),
  changes: listOf(object({ field: TEXT, before: VALUE, after: VALUE, how: oneOf(HOWS), events: listOf(COUNT) })),
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
  cut: orNull(object({ eventsLeft: COUNT, href: LINK })),
  totals: object({
    items: COUNT,
    events: COUNT,
    what: listOf(object({ what: WHAT, items: COUNT, events: COUNT })),
  }),
  items: listOf(CHANGED_ITEM),
  nextCursor: orNull(TEXT),
  asOf: AS_OF,
});
