import { expect, test } from '@jest/globals';
import { CompiledQuery } from '#platform/kysely.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { readerDriver } from './dialect.js';
import { openReader, type ReaderConnection } from './reader.js';

test('a reader that has died is replaced, whether it was at work, idle or waited for', () =>
  withReadStore(async (store, location) => {
    if (location.engine !== 'sqlite') throw new Error('This is about files.');
    const name = await store.nextName();
    await store.create(name);
    const driver = readerDriver(() => openReader(`${location.dataDir}/${name}`));
    const acquired = async () => (await driver.acquireConnection()) as ReaderConnection;
    const answers = async (reader: ReaderConnection) =>
      (await reader.executeQuery(CompiledQuery.raw('SELECT 1 AS one'))).rows;

    const first = await acquired();
    const second = await acquired();
    const waiting = acquired();
    await first.close();
    await expect(answers(first)).rejects.toThrow('was closed');
    await driver.releaseConnection(first);
    const third = await waiting;
    expect(await answers(third)).toEqual([{ one: 1 }]);

    await driver.releaseConnection(second);
    await second.close();
    const fourth = await acquired();
    expect(await answers(fourth)).toEqual([{ one: 1 }]);
    expect(await answers(third)).toEqual([{ one: 1 }]);
    await driver.destroy();
  }));

test('who waits for a reader that cannot be opened is told so', () =>
  withReadStore(async (store, location) => {
    if (location.engine !== 'sqlite') throw new Error('This is about files.');
    const name = await store.nextName();
    await store.create(name);
    let opened = 0;
    const driver = readerDriver(() => {
      opened += 1;
      if (opened > 2) throw new Error('no more threads');
      return openReader(`${location.dataDir}/${name}`);
    });
    const first = (await driver.acquireConnection()) as ReaderConnection;
    await driver.acquireConnection();
    const waiting = expect(driver.acquireConnection()).rejects.toThrow('no more threads');
    await first.close();
    await driver.releaseConnection(first);
    await waiting;
    await driver.destroy();
  }));
