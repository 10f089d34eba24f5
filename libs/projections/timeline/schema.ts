import { PERIOD_KINDS } from '#domain/kernel/calendar.js';
import {
  COUNT,
  INSTANT,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  POSITION,
  pageOf,
  REFERENCE,
  TEXT,
} from '../read/schemas.js';
import { HAPPENINGS, TIMELINE_KINDS } from './happenings.js';

const WORDS = [...new Set(TIMELINE_KINDS.flatMap((kind) => Object.values<string>(HAPPENINGS[kind])))];

const TIMELINE_ENTRY = object({
  kind: oneOf(TIMELINE_KINDS),
  id: TEXT,
  reference: REFERENCE,
  title: TEXT,
  what: oneOf(WORDS),
  occurredAt: OCCURRED_AT,
  precision: oneOf(['instant', 'day', ...PERIOD_KINDS, 'unknown']),
  effectiveFrom: INSTANT,
  recordedAt: INSTANT,
  reason: orNull(TEXT),
  number: COUNT,
  position: POSITION,
});
export const TIMELINE_PAGE = pageOf(TIMELINE_ENTRY);
