import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '#test/support/eventually.js';
import { hookedLedger } from '#test/support/hooked-ledger.js';
import { temporaryFolder } from '#test/support/processes.js';
import type { Receiver } from '#test/support/receiver.js';
import type { DeliveryProgress } from './webhook-store.js';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

async function opened() {
  const hooked = await hookedLedger({ DATA_DIR: temporaryFolder() });
  stop = hooked.stop;
  return hooked;
}

const namesTaken = (by: Receiver) => by.taken().map(({ event }) => event.changes[0].after);
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `Party ${index + 1}`);

test('two that send at once, as when one has lost the right and does not know yet, skip nothing', async () => {
  const { to, give, deliver, ledger, id } = await opened();
  for (const name of namesOf(30)) await give('party', { kind: 'post', name });
  const attempts = [deliver(), deliver()];
  await eventually(async () => new Set(namesTaken(to)).size === 30);
  // Each may come twice, and each comes first in its order.
  expect([...new Set(namesTaken(to))]).toEqual(namesOf(30));
  const made = attempts.map((each) => each.get('taken') ?? 0);
  await eventually(async () => (await ledger.access.webhooks.attempts(id, 100)).length >= 30);
  expect(made.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(60);
  expect(to.received.every(({ genuine }) => genuine)).toBe(true);
});

test('what has failed for five days is disabled, by an event that says since when, and begins afresh', async () => {
  const { to, give, deliver, ledger, id, shown } = await opened();
  to.answers(() => ({ status: 500 }));
  const attempts = deliver();
  await give('party', { kind: 'post', name: 'Party 1' });
  await eventually(async () => attempts.size > 0);
  const { webhooks } = ledger.access;
  const since = new Date(Date.now() - 5 * 86_400_000 - 1_000).toISOString();
  await eventually(async () => {
    const progress = (await webhooks.progressOf(id)) as DeliveryProgress;
    return webhooks.move(progress, { ...progress, failingSince: since });
  });
  await eventually(async () => (await shown())?.status === 'disabled');
  expect((await shown())?.reason).toBe(`Nothing has been taken since ${since}`);
  to.answers(() => ({}));
  await give('webhook', {}, 'enable', id);
  await eventually(async () => namesTaken(to).length === 1);
  await eventually(async () => (await webhooks.progressOf(id))?.failures === 0);
  expect(await webhooks.progressOf(id)).toMatchObject({ failingSince: null, nextAt: null });
});
