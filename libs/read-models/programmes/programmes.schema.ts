import { ACTION_STATUSES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  HEAD,
  listOf,
  object,
  oneOf,
  orNull,
  parameter,
  propertiesOf,
  REFERENCE,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';

export const PROGRAMME_FILTERS = {
  group: parameter.item('group', 'Overseen by this group.'),
  parent: parameter.item('programme', 'Parts of this programme.'),
  status: parameter.OPEN_OR_CLOSED,
};
export type ProgrammeFilter = ValuesOf<typeof PROGRAMME_FILTERS>;

export const SCOPE = {
  group: parameter.item('group', 'Of what this group oversees.'),
  programme: parameter.item('programme', 'Of this programme and those below it.'),
};
export type ScopeQuery = ValuesOf<typeof SCOPE>;

export const OWNED_SCOPE = {
  ...SCOPE,
  // A milestone counts under the owner of its action.
  owner: parameter.item('party', 'Of what this party leads.'),
};
export type SlippageQuery = ValuesOf<typeof OWNED_SCOPE>;

export const REPORTED = {
  group: parameter.item('group', 'What this group oversees.'),
  programme: parameter.item('programme', 'What this programme holds.'),
  silentFor: parameter.whole('Silent are items without an event since so many meetings back; 2 unless stated.', 1, 50),
  silentDays: parameter.whole('Or without an event for so many days.', 1, 3650),
};
export type ReportQuery = ValuesOf<typeof REPORTED>;

const FIELDS = {
  ...HEAD,
  name: TEXT,
  description: orNull(TEXT),
  lead: orNull(REFERENCE),
  parent: orNull(REFERENCE),
  group: orNull(REFERENCE),
  status: oneOf(['open', 'closed']),
  closure: orNull(object({ reason: TEXT, successors: listOf(REFERENCE) })),
};
const COUNTS = propertiesOf(ACTION_STATUSES, COUNT);

export const PROGRAMME_LIST = countedPageOf(object(FIELDS));
export const PROGRAMME = object({ ...FIELDS, actions: object(COUNTS) });
