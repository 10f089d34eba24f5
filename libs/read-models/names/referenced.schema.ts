import { KINDS } from '#domain/index.js';
import { object, oneOf, orNull, REFERENCE, schemaOf, TEXT } from '#read-store/index.js';

export const REFERENCED = object({
  reference: REFERENCE,
  kind: oneOf(KINDS),
  id: TEXT,
  title: { ...orNull(TEXT), description: 'Its title, name or measure then; null where it has none.' },
  address: {
    ...schemaOf<string>({ type: 'string', format: 'uri-reference' }),
    description: 'Where its page is; below /api what the page says.',
  },
});
