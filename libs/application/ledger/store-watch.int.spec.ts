import { expect, test } from '@jest/globals';
import { temporaryFolder } from '#test/support/processes.js';
import { REAL_TIME } from './clock.js';
import { openLedger } from './open-ledger.js';
import { watchStore } from './store-watch.js';

const SILENT = { warn: () => {}, error: () => {} };

test('a head that was seen speaks for no instant at which an append was under way', async () => {
  const ledger = await openLedger({ DATA_DIR: temporaryFolder() }, undefined, REAL_TIME);
  let acknowledge = () => {};
  let stamped = '';
  const append = ledger.recording.withRecordedAt((recordedAt) => {
    stamped = recordedAt;
    return new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
  });
  while (new Date().toISOString() <= stamped) await new Promise((resolve) => setTimeout(resolve, 1));
  const watch = await watchStore(ledger.store, ledger.recording, SILENT as never);
  expect(watch.lastSeen()?.at).toBe(stamped);
  acknowledge();
  await append;
  await watch.stop();
  await ledger.close();
});
