import { PARTY_KINDS } from '#domain/index.js';
import {
  countedPageOf,
  FLAG,
  HEAD,
  object,
  oneOf,
  orNull,
  parameter,
  REFERENCE,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';

export const PARTY_FILTERS = {
  kind: parameter.oneOf('Of this kind.', PARTY_KINDS),
  organisation: parameter.item('party', 'Belonging to this organisation.'),
  q: parameter.WORDS,
};
export type PartyFilter = ValuesOf<typeof PARTY_FILTERS>;

export const PARTY = object({
  ...HEAD,
  kind: oneOf(PARTY_KINDS),
  name: orNull(TEXT),
  erased: FLAG,
  organisation: orNull(REFERENCE),
  status: oneOf(['active', 'retired', 'erased']),
  hasMailAddress: FLAG,
  digest: oneOf(['on', 'off']),
});
export const PARTY_LIST = countedPageOf(PARTY);
