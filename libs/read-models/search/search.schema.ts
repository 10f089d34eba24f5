import { KINDS, type Kind } from '#domain/index.js';
import {
  AS_OF,
  COUNT,
  FLAG,
  INSTANT,
  listOf,
  OCCURRED_AT,
  object,
  oneOf,
  orNull,
  PASSAGE_FIELDS,
  type Parameter,
  POSITION,
  parameter,
  REFERENCE,
  TEXT,
  type ValuesOf,
} from '#read-store/index.js';
import { isSearchable } from './words-asked.js';

/** Kinds without texts that anybody looks for: the ledger itself, tokens, webhooks and imports. */
const NOT_SEARCHED = ['ledger', 'token', 'webhook', 'import'] as const satisfies readonly Kind[];
export type SearchedKind = Exclude<Kind, (typeof NOT_SEARCHED)[number]>;
export const SEARCHED_KINDS = KINDS.filter(
  (kind): kind is SearchedKind => !NOT_SEARCHED.some((other) => other === kind),
);

const words = parameter.text(
  'All of these words, the last of them as the beginning of one; words in quotation marks next to each other.',
);
export const SEARCH_FILTERS = {
  q: {
    ...words,
    expected: `${words.expected}, with at least one word of 2 letters or digits`,
    read(given) {
      const found = words.read(given);
      return found !== undefined && isSearchable(found) ? found : undefined;
    },
  } satisfies Parameter<string>,
  kind: parameter.oneOf('Of items of this kind.', SEARCHED_KINDS),
};
export type SearchFilter = ValuesOf<typeof SEARCH_FILTERS> & { readonly q: string };

export const MOST_FOUND = 1_000;

const FOUND = object({
  match: {
    ...oneOf(['reference', 'title', 'text']),
    description: 'Why it stands here: the item with exactly this reference first, then titles, then other texts.',
  },
  kind: oneOf(SEARCHED_KINDS),
  id: TEXT,
  reference: REFERENCE,
  title: { ...orNull(TEXT), description: 'The title of the item at the moment asked about; null for a person.' },
  field: oneOf(PASSAGE_FIELDS),
  sentence: {
    ...TEXT,
    description: 'The sentence in which the words stand; empty where they stand in the reference of an untitled item.',
  },
  marks: {
    ...listOf(object({ start: COUNT, end: COUNT })),
    description: 'Where the words stand in the sentence, in UTF-16 units from 0, the end exclusive.',
  },
  shortened: { ...FLAG, description: 'Whether the sentence is longer than what is shown of it.' },
  past: { ...FLAG, description: 'Whether another text had taken its place by the moment asked about.' },
  type: { ...TEXT, description: 'The type of the event that brought the text.' },
  number: { ...COUNT, description: "The event's number." },
  position: POSITION,
  recordedAt: INSTANT,
  occurredAt: OCCURRED_AT,
});
export const SEARCH_PAGE = object({
  items: listOf(FOUND),
  total: {
    ...COUNT,
    maximum: MOST_FOUND,
    description: `How many texts were found; ${MOST_FOUND} where there are as many or more.`,
  },
  nextCursor: orNull(TEXT),
  asOf: AS_OF,
});
