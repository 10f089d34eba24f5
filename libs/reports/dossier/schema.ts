import { CONDITION_FIELDS, DECISION_FIELDS, SOURCE } from '#read-models/index.js';
import {
  type AnswerOf,
  AS_OF,
  COUNT,
  DAY,
  FIELD_VALUE,
  FLAG,
  INSTANT,
  LINK,
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

const REVIEW_STATES = ['held', 'held-late', 'held-unasked', 'due', 'missed', 'lapsed'] as const;

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
  affected: listOf(object({ ...AFFECTED, facts: listOf(object({ field: TEXT, value: FIELD_VALUE })) })),
};

const KNOWN = object({
  // Null when the decision names no meeting or its meeting had no pack.
  shown: orNull(
    object({
      ...ANSWER,
      meeting: REFERENCE,
      issuedAt: INSTANT,
      position: POSITION,
      hash: TEXT,
      covers: COUNT,
      // True when the report, generated again, has the pack's hash.
      proved: FLAG,
      listed: listOf(object({ figure: TEXT, references: listOf(REFERENCE) })),
      href: LINK,
    }),
  ),
  held: object({ ...ANSWER, note: orNull(TEXT) }),
  // Null when the source states no time of the decision.
  hindsight: orNull(object(ANSWER)),
  differences: listOf(
    object({ reference: REFERENCE, field: TEXT, shown: FIELD_VALUE, held: FIELD_VALUE, hindsight: FIELD_VALUE }),
  ),
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

export type Dossier = AnswerOf<typeof DOSSIER>;
export type DossierEvent = Dossier['recorded'];
export type SettledCondition = Dossier['conditions'][number];
export type Consequence = Dossier['consequences']['affected'][number];
export type CitingDecision = Dossier['consequences']['decisions'][number];
export type Review = Dossier['reviews'][number];
export type WhatWasKnown = Dossier['known'];
export type PackAnswer = NonNullable<WhatWasKnown['shown']>;
export type KnownAnswer = NonNullable<WhatWasKnown['hindsight']>;
export type KnownItem = KnownAnswer['affected'][number];
export type Difference = WhatWasKnown['differences'][number];
