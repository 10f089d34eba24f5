import { AUTHORITIES, ROLES, STREAM_PREFIXES } from '#domain/index.js';

import {
  COUNT,
  INSTANT,
  type JsonSchema,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  pageOf,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';

const KIND = oneOf(STREAM_PREFIXES);
const VALUE: JsonSchema = { description: 'The value as the page of the item shows it; null where there was none.' };

export const SOURCE = object({ document: TEXT, heading: TEXT, line: COUNT, detail: TEXT, statedBy: OCCURRED_AT }, [
  ...['heading', 'line', 'detail', 'statedBy'],
]);

const AUDIT_ENTRY = object({
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
  late: orNull(
    object({
      stated: OCCURRED_AT,
      countsFrom: INSTANT,
      note: { ...TEXT, description: 'The same in words.' },
    }),
  ),
  changes: listOf(object({ field: TEXT, before: VALUE, after: VALUE })),
});
export const AUDIT_PAGE = pageOf(AUDIT_ENTRY);
