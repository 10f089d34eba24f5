import { PARTY_KINDS } from '#domain/index.js';
import { countedPageOf, FLAG, HEAD, object, oneOf, orNull, REFERENCE, TEXT } from '#read-store/index.js';

export const PARTY = object({
  ...HEAD,
  kind: oneOf(PARTY_KINDS),
  name: orNull(TEXT),
  erased: FLAG,
  organisation: orNull(REFERENCE),
  status: oneOf(['active', 'retired', 'erased']),
});
export const PARTY_LIST = countedPageOf(PARTY);
