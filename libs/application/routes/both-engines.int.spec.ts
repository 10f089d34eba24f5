import { afterAll, expect, test } from '@jest/globals';
import { dropSchemas, newSchema, openTestDatabase } from '#postgres/testing/server.js';
import { openReadStore } from '#projector/open-read-store.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { inDataDir, type ReadLocation } from '#read-store/runtime/read-location.js';
import { inFolder, opened, projected } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { executeQuery, type QueryDependencies } from '../queries/execute-query.js';
import type { QueryRoute } from '../queries/query-route.js';
import { queryRoutes } from './routes.js';

const EVENTS = largeHistory({ events: 1_500, actions: 60, programmes: 5 });
const LISTS = queryRoutes.filter(({ path }) => !path.includes(':'));
const QUERIES = [
  {},
  { asOfPosition: '900' },
  { effectiveAt: '2018-09-01' },
  { group: 'G0' },
  { group: 'G1', asOfPosition: '700' },
  { programme: 'NONE' },
];

const database = await openTestDatabase();
const schema = newSchema();
afterAll(async () => {
  await dropSchemas(database.url, schema);
  await database.stop();
});

test('every question has the same answer from SQLite and from PostgreSQL, to the byte', () =>
  inFolder(async (dataDir) => {
    const ofFile = await answersFrom(inDataDir(dataDir));
    const ofDatabase = await answersFrom({ engine: 'postgres', url: database.url, schema });
    expect(ofDatabase).toEqual(ofFile);
    expect(Object.values(ofFile).filter((answer) => answer.startsWith('{'))).not.toHaveLength(0);
  }));

const SEARCHES = [
  { q: 'service area 1' },
  { q: '"the review" area', limit: '7' },
  { q: 'P1-A1' },
  { q: 'p1', kind: 'target', asOfPosition: '900' },
  { q: 'recruitment', effectiveAt: '2018-09-01' },
];

async function answersFrom(location: ReadLocation): Promise<Record<string, string>> {
  const store = await openReadStore(location);
  const models = opened(store, await projected(store, EVENTS));
  const of: QueryDependencies = {
    read: models.read,
    directory: { namesOf: async () => new Map() },
    reached: async () => true,
    position: () => EVENTS.length,
    head: async () => EVENTS.length,
    settle: async () => {},
  };
  const answers: Record<string, string> = {};
  for (const route of LISTS)
    for (const query of route.path === 'search' ? SEARCHES : QUERIES)
      answers[`${route.path} ${JSON.stringify(query)}`] = await answerTo(of, route, query).catch(({ code }) => code);
  await models.close();
  await store.close();
  return answers;
}

async function answerTo(of: QueryDependencies, route: QueryRoute, query: object): Promise<string> {
  return JSON.stringify(await executeQuery(of, route, query, {}, EVERYTHING));
}
