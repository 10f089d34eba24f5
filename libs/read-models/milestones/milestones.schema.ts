import { AUTHORITIES, MILESTONE_STATUSES } from '#domain/index.js';
import {
  countedPageOf,
  DAY,
  FLAG,
  HEAD,
  object,
  oneOf,
  orNull,
  parameter,
  REFERENCE,
  RESTATED,
  TEXT,
  TIMESCALE,
  type ValuesOf,
  VISIBILITY,
} from '#read-store/index.js';
import { DATE_REQUEST } from '../date-requests/date-request.schema.js';

export const MILESTONE_FILTERS = {
  programme: parameter.item('programme', 'Of this programme.'),
  action: parameter.item('action', 'Of this action.'),
  status: parameter.oneOf('In this state.', MILESTONE_STATUSES),
  owner: parameter.item('party', 'Of an action that this party leads.'),
  dueBefore: parameter.day('Due before this day.'),
  q: parameter.WORDS,
};
export type MilestoneFilter = ValuesOf<typeof MILESTONE_FILTERS>;

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
