import { ACTION_STATUSES, MILESTONE_STATUSES } from '#domain/index.js';
import { extended, listOf, object, oneOf, pageOf, READ_AS, REFERENCE, TEXT } from '#read-store/index.js';

export const READINGS = extended(
  pageOf(
    object({
      kind: oneOf(['action', 'milestone']),
      id: TEXT,
      reference: REFERENCE,
      title: TEXT,
      programme: REFERENCE,
      status: oneOf([...new Set([...ACTION_STATUSES, ...MILESTONE_STATUSES])]),
      text: TEXT,
      stored: object({ reader: TEXT, reading: READ_AS }),
      present: READ_AS,
      differs: { ...listOf(TEXT), description: 'The fields of the reading that say something else.' },
    }),
  ),
  { reader: TEXT },
);
