import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSession } from '#postgres/session.js';
import { openTestDatabase } from '#postgres/testing/server.js';
import { copyInto, copyRows } from './copy.js';
import type { CopyTarget } from './tables.js';

const TARGET: CopyTarget = { name: 'copied', columns: ['number', 'text'], types: ['bigint', 'text'] };
/** Every text that PostgreSQL keeps; what COPY writes in another way more often than chance would have it. */
const text = fc
  .array(fc.oneof(fc.constantFrom('\\', '\n', '\r', '\t', '\\N', '\\.', ''), fc.string({ unit: 'grapheme' })))
  .map((parts) => parts.join('').replaceAll('\0', ''));

const database = await openTestDatabase();
const client = await openSession(database.url, { settings: {}, pipeline: false });
afterAll(async () => {
  await client.end();
  await database.stop();
});

test('what is copied in, in portions, is read out again', async () => {
  const row = fc.tuple(fc.option(fc.maxSafeInteger()), fc.option(text));
  await client.query('CREATE TEMPORARY TABLE copied (number BIGINT, text TEXT, place SERIAL)');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row)), async (portions) => {
      await client.query('TRUNCATE copied');
      const bytes = portions.map((rows) => copyRows(rows.flat(), 2));
      await copyInto(client, TARGET, bytes);
      const { rows } = await client.query({ text: 'SELECT number, text FROM copied ORDER BY place', rowMode: 'array' });
      expect(rows).toEqual(portions.flat());
    }),
  );
});
