import { afterAll, beforeAll, describe } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '#postgres/testing/server.js';
import { SQLITE, testOn } from './engine.js';
import { postgresEngine } from './postgres-engine.js';

/** Describes the same on SQLite and on PostgreSQL; the tests open their read models with `withReadStore`. */
export function describeOnEveryEngine(name: string, tests: () => void): void {
  describe(`${name} (SQLite)`, tests);
  describe(`${name} (PostgreSQL)`, () => {
    let database: TestDatabase | undefined;
    beforeAll(async () => {
      database = await openTestDatabase();
      testOn(postgresEngine(database));
    });
    afterAll(async () => {
      testOn(SQLITE);
      await database?.stop();
    });
    tests();
  });
}
