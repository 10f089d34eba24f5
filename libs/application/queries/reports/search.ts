import { isSearchable, SEARCH_PAGE, SEARCHED_KINDS, search } from '#read-models/index.js';
import { wrongField } from '../../problems/problem.js';
import { oneOf, type Parameter, text } from '../parameters.js';
import { listRoute } from '../query-route.js';

const words = text(
  'All of these words, the last of them as the beginning of one; words in quotation marks next to each other.',
);
const Q = {
  ...words,
  expected: `${words.expected}, with at least one word of 2 letters or digits`,
  read(given) {
    const found = words.read(given);
    return found !== undefined && isSearchable(found) ? found : undefined;
  },
} satisfies Parameter<string>;

export const route = listRoute({
  path: 'search',
  report: 'search',
  summary: 'Texts with these words: an exact reference first, then titles, then other texts, each the newest first.',
  filters: { q: Q, kind: oneOf('Of items of this kind.', SEARCHED_KINDS) },
  answers: SEARCH_PAGE,
  async list(view, { q, kind }, page) {
    if (q === undefined) throw wrongField('bad-parameter', 'q', `q must be ${Q.expected}`);
    return search(view, { q, kind }, page);
  },
});
