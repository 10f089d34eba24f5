import {
  COUNT,
  countedPageOf,
  HEAD,
  listOf,
  object,
  oneOf,
  orNull,
  parameter,
  REFERENCE,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';

export const GROUP_FILTERS = {
  parent: parameter.item('group', 'Reporting to this group.'),
  status: parameter.OPEN_OR_CLOSED,
};
export type GroupFilter = ValuesOf<typeof GROUP_FILTERS>;

export const GROUP = object({
  ...HEAD,
  name: TEXT,
  description: orNull(TEXT),
  lead: orNull(REFERENCE),
  parent: orNull(REFERENCE),
  quorum: orNull(
    object({
      atLeast: { ...COUNT, description: 'How many must be present for the group to decide.' },
      posts: { ...listOf(REFERENCE), description: 'Posts that must be among them.' },
    }),
  ),
  status: oneOf(['open', 'closed']),
  closure: orNull(object({ reason: TEXT, successor: orNull(REFERENCE) })),
});
export const GROUP_LIST = countedPageOf(GROUP);
