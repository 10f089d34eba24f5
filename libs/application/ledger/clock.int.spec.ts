import { expect, test } from '@jest/globals';
import type { StoredEvent } from '#event-store/port/port.js';
import { temporaryFolder } from '#test/support/processes.js';
import { beginLedger } from './begin-ledger.js';
import { isIllustrative, REAL_TIME, simulatedClock } from './clock.js';
import { openLedger } from './open-ledger.js';

const MARCH = '2018-03-29T09:00:00.000Z';

async function begun(folder: string, clock = REAL_TIME) {
  const ledger = await openLedger({ DATA_DIR: folder }, undefined, clock);
  await beginLedger(ledger, () => 'Plan');
  const [opened] = (await ledger.store.readStream('ledger')) as [StoredEvent];
  const illustrative = await isIllustrative(ledger.store);
  await ledger.close();
  return { illustrative, recordedAt: opened.metadata.recordedAt };
}

test('what begins under a simulated clock is marked as illustrative, and may have one again', async () => {
  const folder = temporaryFolder();
  const first = { illustrative: true, recordedAt: MARCH };
  expect(await begun(folder, simulatedClock(MARCH))).toEqual(first);
  expect(await begun(folder, simulatedClock('2018-06-01T09:00:00.000Z'))).toEqual(first);
  expect(await begun(folder)).toEqual(first);
});

test('a ledger that is not marked takes no simulated clock, and is left as it was', async () => {
  const folder = temporaryFolder();
  expect(await begun(folder)).toMatchObject({ illustrative: false });
  await expect(begun(folder, simulatedClock(MARCH))).rejects.toThrow(
    `The ledger in ${folder} is not marked as illustrative, so it takes no simulated clock`,
  );
  expect(await begun(folder)).toMatchObject({ illustrative: false });
});
