import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventsOf, failure, idsOf, isEvent, newEvents, take } from '../contract/case.js';
import { START } from '../port/port.js';
import { openSqliteStore } from './store.js';
import { newFile } from './testing/folders.js';
import { spawnWriter } from './testing/spawn.js';

describe('a store opened for reading only', () => {
  it('reads beside the writer what it has just written, and refuses to append', async () => {
    const file = await newFile();
    const writer = await openSqliteStore({ file });
    const reader = await openSqliteStore({ file, readOnly: true });
    for (let length = 1; length <= 5; length++) {
      await writer.append('a', newEvents(1), 'any');
      expect(await reader.readStream('a')).toEqual(await writer.readStream('a'));
      expect(await reader.head()).toBe(length);
    }
    expect((await failure('read-only', reader.append('a', newEvents(1), 'any'))).fields).toEqual({ file });
    await reader.close();
    await writer.close();
  });

  it('takes no lock: a writer opens and closes beside it', async () => {
    const file = await newFile();
    await (await openSqliteStore({ file })).close();
    const reader = await openSqliteStore({ file, readOnly: true });
    const writer = await openSqliteStore({ file });
    await writer.append('a', newEvents(3), 'noStream');
    await writer.close();
    expect(await reader.readStream('a')).toHaveLength(3);
    await reader.close();
  });

  it('follows a writer in another process', async () => {
    const file = await newFile();
    const writer = await spawnWriter(file);
    const reader = await openSqliteStore({ file, readOnly: true });
    const [before, after] = [newEvents(2), newEvents(2)];
    writer.send('a', before, 'noStream');
    const notices = await take(reader, START, {}, (notice) => {
      if (isEvent(before[1]?.id ?? '')(notice)) writer.send('a', after, 1);
      return isEvent(after[1]?.id ?? '')(notice);
    });
    expect(idsOf(eventsOf(notices))).toEqual(idsOf([...before, ...after]));
    await reader.close();
    expect(await writer.end()).toBe(0);
  });

  it('is refused where there is no file, or no events file', async () => {
    const file = await newFile();
    await failure('store-unavailable', openSqliteStore({ file, readOnly: true }));
    const other = join(dirname(file), 'notes.txt');
    await writeFile(other, 'Not a database, but long enough to be taken for the header of one.\n'.repeat(20));
    await failure('store-unavailable', openSqliteStore({ file: other, readOnly: true }));
    await failure('store-unavailable', openSqliteStore({ file: other }));
    await failure('store-unavailable', openSqliteStore({ file: join(dirname(file), 'nowhere', 'events.db') }));
  });
});
