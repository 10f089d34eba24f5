import { AUTHORITIES, ROLES, STREAM_PREFIXES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  FIELD_VALUE,
  INSTANT,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';

/** Kinds are named as their streams are: `access` for a token. */
const KIND = oneOf(STREAM_PREFIXES);

export const SOURCE = object(
  { document: TEXT, heading: TEXT, line: COUNT, detail: TEXT, statedBy: OCCURRED_AT, sha256: TEXT, import: REFERENCE },
  ['heading', 'line', 'detail', 'statedBy', 'sha256', 'import'],
);

export const AUDIT_ENTRY = object({
  number: { ...COUNT, description: "The dense, 1-based count of the ledger's events." },
  position: POSITION,
  eventId: TEXT,
  type: TEXT,
  stream: TEXT,
  kind: KIND,
  id: TEXT,
  reference: REFERENCE,
  revision: COUNT,
  recordedAt: INSTANT,
  occurredAt: OCCURRED_AT,
  // The instant by which imprecise times are sorted.
  effectiveFrom: INSTANT,
  actor: object({
    party: REFERENCE,
    name: orNull(TEXT),
    kind: oneOf(['organisation', 'post', 'person', 'system']),
    organisation: orNull(REFERENCE),
    post: orNull(REFERENCE),
    roles: listOf(oneOf(ROLES)),
  }),
  onBehalfOf: orNull(object({ party: REFERENCE, source: TEXT })),
  reason: orNull(TEXT),
  meeting: orNull(REFERENCE),
  minuteRef: orNull(TEXT),
  authority: {
    ...orNull(oneOf(AUTHORITIES)),
    description: 'Of the revision of a date: on whose word, also where it is the same as before; null of other events.',
  },
  commandId: TEXT,
  source: orNull(SOURCE),
  // Set when the event was recorded after another with a later time.
  late: orNull(
    object({
      stated: OCCURRED_AT,
      countsFrom: INSTANT,
      note: { ...TEXT, description: 'The same in words.' },
    }),
  ),
  changes: listOf(object({ field: TEXT, before: FIELD_VALUE, after: FIELD_VALUE })),
});
export const AUDIT_PAGE = countedPageOf(AUDIT_ENTRY);

const NEIGHBOUR = orNull(COUNT);
export const ONE_EVENT = object({
  event: AUDIT_ENTRY,
  previous: { ...NEIGHBOUR, description: 'The number of the event of the same item before it, of those to be seen.' },
  next: { ...NEIGHBOUR, description: 'The number of the event of the same item after it.' },
});
