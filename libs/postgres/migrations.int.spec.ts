import { afterAll, expect, test } from '@jest/globals';
import { type MigrationSet, migrate } from './migrations.js';
import { openSession } from './session.js';
import { dropSchemas, newSchema, openTestDatabase } from './testing/server.js';

const database = await openTestDatabase();
const schema = newSchema();
afterAll(async () => {
  await dropSchemas(database.url, schema);
  await database.stop();
});

const FIRST: MigrationSet = { name: 'things', versions: [['CREATE TABLE things (id INTEGER PRIMARY KEY)']] };
const SECOND: MigrationSet = {
  name: 'things',
  versions: [...FIRST.versions, ['ALTER TABLE things ADD COLUMN name TEXT', "INSERT INTO things VALUES (1, 'one')"]],
};

async function things(): Promise<unknown[]> {
  const client = await openSession(database.url, { settings: { search_path: schema } });
  try {
    return (await client.query('SELECT * FROM things')).rows;
  } finally {
    await client.end();
  }
}

test('each version is made once, however many processes start at the same time', async () => {
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, schema, FIRST)));
  expect(await things()).toEqual([]);
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, schema, SECOND)));
  expect(await things()).toEqual([{ id: 1, name: 'one' }]);
});

test('what a later version has made is refused and left as it is', async () => {
  await expect(migrate(database.url, schema, FIRST)).rejects.toMatchObject({ code: 'newer-schema' });
  expect(await things()).toEqual([{ id: 1, name: 'one' }]);
});

test('a version that cannot be made changes nothing', async () => {
  const broken: MigrationSet = { name: 'things', versions: [...SECOND.versions, ['DELETE FROM things', 'nonsense']] };
  await expect(migrate(database.url, schema, broken)).rejects.toThrow('syntax error');
  expect(await things()).toEqual([{ id: 1, name: 'one' }]);
});
