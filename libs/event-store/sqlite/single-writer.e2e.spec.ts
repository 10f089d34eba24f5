import { symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { failure, idsOf, newEvent, newEvents } from '../contract/case.js';
import { openSqliteStore } from './store.js';
import { newFile } from './testing/folders.js';
import { spawnWriter } from './testing/spawn.js';

describe('a second writer', () => {
  it('in another process is refused with the file and the holder named', async () => {
    const file = await newFile();
    const store = await openSqliteStore({ file });
    const second = await spawnWriter(file);
    expect(second.opened).toMatchObject({ code: 'store-in-use', fields: { file, pid: process.pid } });
    expect(second.opened.message).toContain(`${file} is already open for writing by process ${process.pid}`);
    expect(await second.end()).toBe(0);
    expect(await store.append('a', newEvents(1), 'noStream')).toMatchObject({ revision: 0 });
    await store.close();
  });

  it('in the same process is refused, by whatever name it knows the file', async () => {
    const file = await newFile();
    const store = await openSqliteStore({ file });
    const alias = join(dirname(file), 'alias.db');
    await symlink(file, alias);
    for (const name of [file, alias, join(dirname(file), '.', 'x', '..', 'events.db')])
      expect((await failure('store-in-use', openSqliteStore({ file: name }))).fields).toEqual({
        file,
        pid: process.pid,
      });
    await store.close();
    await (await openSqliteStore({ file })).close();
  });

  it('may open the file when the first has closed it', async () => {
    const file = await newFile();
    await (await openSqliteStore({ file })).close();
    const second = await spawnWriter(file);
    expect(second.opened).toHaveProperty('pid');
    expect(await second.end()).toBe(0);
  });
});

describe('a writer killed in the middle of a load', () => {
  it('has lost nothing that it acknowledged, and the file opens again by itself', async () => {
    const file = await newFile();
    const writer = await spawnWriter(file);
    const error = await failure('store-in-use', openSqliteStore({ file }));
    expect(error.fields).toEqual({ file, pid: writer.opened.pid });

    const events = Array.from({ length: 400 }, (_, index) => newEvent({ index }));
    for (const event of events) writer.send('a', [event], 'any');
    for (let count = 0; count < 150; count++) expect(await writer.answer()).toMatchObject({ revision: count });
    await writer.kill();

    const store = await openSqliteStore({ file });
    const found = idsOf(await store.readStream('a'));
    expect(found.length).toBeGreaterThanOrEqual(150);
    expect(found).toEqual(idsOf(events).slice(0, found.length));
    expect(await store.append('a', newEvents(1), found.length - 1)).toMatchObject({ revision: found.length });
    await store.close();
  });
});
