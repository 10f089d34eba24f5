import { ACTION_STATUSES } from '#domain/index.js';
import {
  COUNT,
  countedPageOf,
  HEAD,
  listOf,
  object,
  oneOf,
  orNull,
  propertiesOf,
  REFERENCE,
  TEXT,
} from '#read-store/index.js';

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
