import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { readModelsOf, type StorageConfig } from '#application/ledger/locations.js';
import { dropSchemas, openTestDatabase } from '#postgres/testing/server.js';
import { eventually } from '#test/support/eventually.js';
import { hookedLedger } from '#test/support/hooked-ledger.js';
import { temporaryFolder } from '#test/support/processes.js';
import type { DeliveryProgress } from './webhook-store.js';

const database = await openTestDatabase();
let stop: () => Promise<void> = async () => {};
afterEach(() => stop());
afterAll(() => database.stop());

type Hooked = Awaited<ReturnType<typeof hookedLedger>>;

const ENGINES: readonly [string, Partial<StorageConfig>][] = [
  ['sqlite', {}],
  ['postgres', { DATABASE_URL: database.url }],
];

/** What makes of a place in this ledger one of another history. */
const ELSEWHERE: readonly [string, (progress: DeliveryProgress) => Partial<DeliveryProgress>][] = [
  ['the ledger is shorter than what was sent', () => ({ number: 900 })],
  ['the ledger has another event there', () => ({ eventId: '00000000-0000-5000-8000-000000000000' })],
  ['less of its own stream is there than was followed', ({ restart }) => ({ restart: restart + 5, requeued: 3 })],
];

const named = ({ to }: Hooked) => to.taken().map(({ event }) => event.changes[0].after);
const progress = async ({ ledger, id }: Hooked) => (await ledger.access.webhooks.progressOf(id)) as DeliveryProgress;

describe.each(ENGINES)('a webhook in %s', (_engine, where) => {
  async function opened(): Promise<Hooked> {
    const whereabouts = { DATA_DIR: temporaryFolder(), ...where };
    const hooked = await hookedLedger(whereabouts);
    stop = async () => {
      await hooked.stop();
      const models = readModelsOf(whereabouts);
      if (models.engine === 'postgres') await dropSchemas(models.url, models.schema);
    };
    return hooked;
  }

  /** Records something that is taken, and then changes its place as a restore would. */
  async function displace(
    hooked: Hooked,
    name: string,
    change: (progress: DeliveryProgress) => Partial<DeliveryProgress>,
  ) {
    await hooked.give('party', { kind: 'post', name });
    await eventually(async () => {
      const now = await progress(hooked);
      if (now.failures > 0 || named(hooked).at(-1) !== name || now.eventId !== hooked.to.taken().at(-1)?.id)
        return false;
      return hooked.ledger.access.webhooks.move(now, { ...now, ...change(now) });
    });
  }

  test('is halted where its place is of another history, and begins with what follows its resumption', async () => {
    const hooked = await opened();
    hooked.deliver();
    for (const [what, change] of ELSEWHERE) {
      await displace(hooked, `Before: ${what}`, change);
      await hooked.give('party', { kind: 'post', name: 'Meanwhile' });
      await eventually(async () => (await progress(hooked)).halted === 'other-history');
      expect(hooked.warnings.splice(0)).toEqual([expect.stringMatching(/^WEBHOOK-01 is halted \(other-history\): /)]);
      expect(named(hooked).at(-1)).toBe(`Before: ${what}`);
      expect(await hooked.ledger.access.webhooks.halted()).toEqual([{ webhook: hooked.id, halted: 'other-history' }]);
      const replay = hooked.give('webhook', { fromPosition: 0 }, 'replay', hooked.id);
      await expect(replay).rejects.toMatchObject({ code: 'webhook-halted' });

      const { events } = await hooked.give('webhook', { reason: 'Seen' }, 'resume', hooked.id);
      expect(events.map(({ type }) => type)).toEqual(['WebhookResumed']);
      expect((await hooked.give('webhook', {}, 'resume', hooked.id)).events).toEqual([]);
      await hooked.give('party', { kind: 'post', name: `After: ${what}` });
      await eventually(async () => named(hooked).at(-1) === `After: ${what}`);
    }
    expect(named(hooked)).toEqual(ELSEWHERE.flatMap(([what]) => [`Before: ${what}`, `After: ${what}`]));
  });

  test('goes on where it was once it is resumed as restored, and until then sends nothing', async () => {
    const hooked = await opened();
    const { webhooks } = hooked.ledger.access;
    await webhooks.halt(hooked.id, 'restored', 0);
    hooked.deliver();
    // Another one is sent what the halted one is not.
    const token = await hooked.give('token', { party: 'TRUST', roles: ['viewer'] });
    await hooked.give('webhook', { url: `${hooked.to.url}/other`, token: token.reference });
    await hooked.give('party', { kind: 'post', name: 'Meanwhile' });
    await eventually(async () => hooked.to.received.some(({ event }) => event.changes[0]?.after === 'Meanwhile'));
    expect(hooked.warnings).toEqual([expect.stringMatching(/^One webhook is halted \(restored\): /)]);
    expect(await webhooks.attempts(hooked.id, 10)).toEqual([]);
    await hooked.give('webhook', {}, 'resume', hooked.id);
    await eventually(async () => (await webhooks.attempts(hooked.id, 10)).length === 1);
  });

  test('learns which event its place is of, where that was not kept', async () => {
    const hooked = await opened();
    hooked.deliver();
    await displace(hooked, 'Before', () => ({ eventId: null }));
    await eventually(async () => (await progress(hooked)).eventId === hooked.to.taken()[0]?.id);
    expect((await progress(hooked)).halted).toBeNull();
  });
});
