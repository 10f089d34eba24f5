import { AUDIT_ENTRY, MEETING, NAMES } from '#read-models/index.js';
import { COUNT, FIELD_VALUE, FLAG, listOf, object, oneOf, orNull, REFERENCE, TEXT } from '#read-store/index.js';

const MINUTE = orNull(TEXT);

/** What was put on the plan at a meeting. */
export const AGREED_ITEM = object({
  kind: oneOf(['action', 'milestone']),
  reference: REFERENCE,
  title: TEXT,
  lead: orNull(REFERENCE),
  timescale: {
    ...FIELD_VALUE,
    description: 'By when, as it was written and as it was read; null where none was said.',
  },
  minuteRef: MINUTE,
  number: { ...COUNT, description: 'Of the event that put it on the plan.' },
});

export const MINUTES = object({
  meeting: { ...MEETING, description: 'As it stood when its minutes were approved; as it stands before that.' },
  approval: { ...orNull(AUDIT_ENTRY), description: 'The event that approved the minutes; null for a draft.' },
  number: {
    ...COUNT,
    description: 'The last event that the minutes are made from: that of the approval, once approved.',
  },
  entries: {
    ...listOf(AUDIT_ENTRY),
    description: 'What was recorded with the meeting, in the order of its minutes; what has no minute comes last.',
  },
  agreed: {
    ...listOf(AGREED_ITEM),
    description: 'Actions and milestones put on the plan at it, with corrections since.',
  },
  after: { ...listOf(AUDIT_ENTRY), description: 'What was recorded with the meeting after its minutes were approved.' },
  more: { ...FLAG, description: 'Whether more was recorded with the meeting than fits: 1,000 events.' },
  named: {
    ...NAMES,
    description: 'The names as the minutes have them: those of the time at which they were approved.',
  },
});
