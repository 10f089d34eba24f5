import { countedPageOf, HEAD, object, oneOf, orNull, REFERENCE, TEXT } from '#read-store/index.js';

export const GROUP = object({
  ...HEAD,
  name: TEXT,
  description: orNull(TEXT),
  lead: orNull(REFERENCE),
  parent: orNull(REFERENCE),
  status: oneOf(['open', 'closed']),
  closure: orNull(object({ reason: TEXT, successor: orNull(REFERENCE) })),
});
export const GROUP_LIST = countedPageOf(GROUP);
