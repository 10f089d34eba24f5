import { CONDITION_FIELDS, DECISION_FIELDS, SOURCE } from '#read-models/index.js';

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
import { CHANGED_ITEM } from '../changes/schema.js';
import { REVIEW_STATES } from './reviews.js';

const LINK: JsonSchema = { type: 'string', format: 'uri-reference' };
const VALUE: JsonSchema = { description: 'The value as the page of the item shows it; null where there was none.' };

const EVENT = object({
  number: COUNT,
  position: POSITION,
  type: TEXT,
  recordedAt: INSTANT,
  occurredAt: OCCURRED_AT,
  actor: object({ party: REFERENCE, name: orNull(TEXT) }),
  onBehalfOf: orNull(object({ party: REFERENCE, source: TEXT })),
  reason: orNull(TEXT),
  meeting: orNull(REFERENCE),
  minuteRef: orNull(TEXT),
  source: orNull(SOURCE),
  href: LINK,
});

const AFFECTED = { reference: REFERENCE, kind: TEXT, as: TEXT };
const ANSWER = {
  asOf: AS_OF,
  effectiveAt: orNull(INSTANT),
  affected: listOf(object({ ...AFFECTED, facts: listOf(object({ field: TEXT, value: VALUE })) })),
};

const KNOWN = object({
  shown: orNull(
    object({
      ...ANSWER,
      meeting: REFERENCE,
      issuedAt: INSTANT,
      position: POSITION,
      hash: TEXT,
      covers: COUNT,
      proved: FLAG,
      listed: listOf(object({ figure: TEXT, references: listOf(REFERENCE) })),
      href: LINK,
    }),
  ),
  held: object({ ...ANSWER, note: orNull(TEXT) }),
  hindsight: orNull(object(ANSWER)),
  differences: listOf(object({ reference: REFERENCE, field: TEXT, shown: VALUE, held: VALUE, hindsight: VALUE })),
});

const { conditions: _, reviews: __, affects: ___, ...SHOWN } = DECISION_FIELDS;

export const DOSSIER = object({
  decision: object(SHOWN),
  recorded: EVENT,
  known: KNOWN,
  conditions: listOf(object({ ...CONDITION_FIELDS, event: orNull(EVENT) })),
  consequences: object({
    affected: listOf(object({ ...AFFECTED, since: orNull(CHANGED_ITEM) })),
    decisions: listOf(
      object({ reference: REFERENCE, title: TEXT, disposition: TEXT, status: TEXT, how: listOf(TEXT) }),
    ),
  }),
  reviews: listOf(
    object({
      dueBy: orNull(DAY),
      heldOn: orNull(DAY),
      state: oneOf(REVIEW_STATES),
      outcome: orNull(TEXT),
      number: orNull(COUNT),
    }),
  ),
  events: listOf(EVENT),
  effectiveAt: orNull(INSTANT),
  illustrative: FLAG,
  asOf: AS_OF,
});
