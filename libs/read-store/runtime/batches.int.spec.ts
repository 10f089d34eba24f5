import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { START } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { inFolder } from '#test/support/read-models/files.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { appendAll } from '#test/support/read-models/store.js';
import { batches } from './batches.js';

test('the subscription ends with who takes the batches, also where it fails with more to come', () =>
  inFolder(async (folder) => {
    const store = await openSqliteStore({ file: join(folder, 'events.db') });
    await appendAll(store, largeHistory({ events: 5_000, actions: 100, programmes: 5 }));
    const whole = new AbortController();
    const given: AbortSignal[] = [];
    const watched: Pick<typeof store, 'subscribeAll'> = {
      subscribeAll(after, filter, signal) {
        given.push(signal);
        return store.subscribeAll(after, filter, signal);
      },
    };
    const taking = (async () => {
      for await (const batch of batches(watched, START, whole.signal))
        throw new Error(`cannot take ${batch.length > 0}`);
    })();
    await expect(taking).rejects.toThrow('cannot take true');
    expect(given.map(({ aborted }) => aborted)).toEqual([true]);
    expect(whole.signal.aborted).toBe(false);
    await store.close();
  }));
