import { MEETING_STATUSES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  FLAG,
  HEAD,
  INSTANT,
  listOf,
  object,
  oneOf,
  orNull,
  POSITION,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';

export const MEETING = object({
  ...HEAD,
  group: REFERENCE,
  title: orNull(TEXT),
  startsAt: INSTANT,
  status: oneOf(MEETING_STATUSES),
  pack: orNull(object({ position: POSITION, number: orNull(COUNT), hash: TEXT, covers: COUNT, issuedAt: INSTANT })),
  present: listOf(REFERENCE),
  apologies: listOf(REFERENCE),
  quorate: orNull(FLAG),
});
export const MEETING_LIST = countedPageOf(MEETING);
