import { expect, it } from '@jest/globals';
import { COUNT, object, pageOf, TEXT } from '#read-store/index.js';
import { itemRoute, listRoute, reportRoute } from './query-route.js';

const ANSWER = object({ name: TEXT, count: COUNT });
const named = { path: 'named', summary: 'A name.', answers: ANSWER };

it('a route whose answer is not what its schema says does not compile', () => {
  itemRoute({ ...named, find: async () => ({ name: 'a', count: 1 }) });
  // @ts-expect-error The count is missing.
  itemRoute({ ...named, find: async () => ({ name: 'a' }) });

  reportRoute({ ...named, report: 'named', asks: {}, make: async () => ({ name: 'a', count: 1 }) });
  // @ts-expect-error The count is no text.
  reportRoute({ ...named, report: 'named', asks: {}, make: async () => ({ name: 'a', count: '1' }) });

  const list = { ...named, filters: {}, answers: pageOf(ANSWER) };
  listRoute({ ...list, list: async ({ moment }) => ({ items: [], nextCursor: null, asOf: moment.asOf }) });
  // @ts-expect-error The moment is missing.
  const route = listRoute({ ...list, list: async () => ({ items: [], nextCursor: null }) });

  expect(route.answers).toMatchObject({ properties: list.answers.properties });
});
