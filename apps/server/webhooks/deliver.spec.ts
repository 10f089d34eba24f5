import { afterEach, expect, test } from '@jest/globals';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { type CommandBody, PlainCommand } from '#domain/kernel/command.js';
import type { Aggregate, Kind } from '#domain/kernel/decider.js';
import type { Standing } from '#platform/access/webhooks/port.js';
import { readConfig } from '#platform/config.js';
import { EVERYTHING } from '#projections/read/visible.js';
import { findWebhook } from '#projections/webhooks/queries.js';
import { eventually } from '../../../test/support/eventually.js';
import { temporaryFolder } from '../../../test/support/processes.js';
import { type Receiver, receiver } from '../../../test/support/receiver.js';
import { tokenSecrets } from '../http/token-secrets.js';
import { webhookSecrets } from '../http/webhook-secrets.js';
import { openBegunLedger, SYSTEM } from '../ledger/begin-ledger.js';
import { eventsOf, readModelsOf } from '../ledger/locations.js';
import { openLedger } from '../ledger/open-ledger.js';
import { openReadSide } from '../ledger/read-side.js';
import { deliverWebhooks } from './deliver.js';
import { type Attempts, deliveringOf } from './deliveries.js';

let stop: () => Promise<void> = async () => {};
afterEach(() => stop());

/** A ledger with a webhook to a receiver, and nobody who sends yet. */
async function opened() {
  const where = { DATA_DIR: temporaryFolder() };
  await (await openBegunLedger(where, 'Plan')).close();
  const ledger = await openLedger(where, { toPrivateAddresses: true });
  const stopping = new AbortController();
  const readSide = await openReadSide({
    ...{ readModels: readModelsOf(where), events: eventsOf(where), projects: true },
    directory: ledger.access.directory,
    stopping: stopping.signal,
  });
  const to = await receiver();
  const sending: Promise<void>[] = [];
  stop = async () => {
    stopping.abort();
    await Promise.all(sending);
    await readSide.stop();
    await ledger.close();
    await to.stop();
  };
  async function give(kind: Kind, body: object) {
    const aggregate: Aggregate = aggregates[kind as 'party'];
    const read = readBody<CommandBody>(aggregate.creation?.body ?? PlainCommand, body);
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    const done = await ledger.commands.handle({ kind, command: read.command, principal: SYSTEM });
    await tokenSecrets(ledger)(aggregate, undefined, done);
    return { ...done, ...((await webhookSecrets(ledger)(aggregate, undefined, done)) as { secret: string }) };
  }
  await give('party', { kind: 'organisation', name: 'Trust', reference: 'TRUST' });
  const token = await give('access', { party: 'TRUST', roles: ['viewer'] });
  const { id, secret } = await give('webhook', { url: to.url, token: token.reference });
  to.secret = secret;
  const deliver = () => {
    const attempts: Attempts = new Map();
    const config = readConfig({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
    sending.push(deliverWebhooks(deliveringOf(config, ledger, readSide, attempts), stopping.signal));
    return attempts;
  };
  const shown = () => readSide.read({ now: new Date().toISOString() }, EVERYTHING, (view) => findWebhook(view, id));
  return { ledger, to, id, give, deliver, shown };
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
    const standing = (await webhooks.standingOf(id)) as Standing;
    return webhooks.move(standing, { ...standing, failingSince: since });
  });
  await eventually(async () => (await shown())?.status === 'disabled');
  expect((await shown())?.reason).toBe(`Nothing has been taken since ${since}`);
  to.answers(() => ({}));
  const read = readBody(aggregates.webhook.verbs.enable?.body as new () => object, {});
  if ('errors' in read) throw new Error('It cannot be enabled.');
  await ledger.commands.handle({ kind: 'webhook', verb: 'enable', ref: id, command: read.command, principal: SYSTEM });
  await eventually(async () => namesTaken(to).length === 1);
  await eventually(async () => (await webhooks.standingOf(id))?.failures === 0);
  expect(await webhooks.standingOf(id)).toMatchObject({ failingSince: null, nextAt: null });
});
