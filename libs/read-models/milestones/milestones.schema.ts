import { AUTHORITIES, MILESTONE_STATUSES } from '#domain/index.js';
import {
  countedPageOf,
  DAY,
  FLAG,
  HEAD,
  object,
  oneOf,
  orNull,
  REFERENCE,
  RESTATED,
  TEXT,
  TIMESCALE,
  VISIBILITY,
} from '#read-store/index.js';
import { DATE_REQUEST } from '../date-requests/date-request.schema.js';

export const MILESTONE = object({
  ...HEAD,
  title: TEXT,
  ...VISIBILITY,
  programme: REFERENCE,
  action: orNull(REFERENCE),
  status: oneOf(MILESTONE_STATUSES),
  due: TIMESCALE,
  original: TIMESCALE,
  agreedBy: orNull(oneOf(AUTHORITIES)),
  restated: orNull(RESTATED),
  forecast: orNull(TIMESCALE),
  dateRequest: orNull(DATE_REQUEST),
  metOn: orNull(DAY),
  late: FLAG,
  overdue: FLAG,
  evidence: orNull(TEXT),
  narrative: orNull(TEXT),
});
export const MILESTONE_LIST = countedPageOf(MILESTONE);
