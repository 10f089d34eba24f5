import { STATUSES as ACTION_STATUSES } from '#domain/action/state.js';
import { STATUSES as MILESTONE_STATUSES } from '#domain/milestone/state.js';
import { listOf, object, oneOf, pageOf, READ_AS, REFERENCE, TEXT } from '#read-store/query/schemas.js';

const PAGE = pageOf(
  object({
    kind: oneOf(['action', 'milestone']),
    id: TEXT,
    reference: REFERENCE,
    title: TEXT,
    programme: REFERENCE,
    status: oneOf([...new Set<string>([...ACTION_STATUSES, ...MILESTONE_STATUSES])]),
    text: TEXT,
    stored: object({ reader: TEXT, reading: READ_AS }),
    present: READ_AS,
    differs: { ...listOf(TEXT), description: 'The fields of the reading that say something else.' },
  }),
) as { properties: object; required: readonly string[] };

export const READINGS = {
  ...PAGE,
  properties: { ...PAGE.properties, reader: TEXT },
  required: [...PAGE.required, 'reader'],
};
