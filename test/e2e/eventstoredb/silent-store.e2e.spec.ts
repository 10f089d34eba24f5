import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type StandInProcess, startStandInProcess } from '../../eventstoredb-stand-in/process.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually as soon } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import { type ApiServer, answering, spawnServer } from '../../support/server.js';

const PROGRAMME = { reference: 'SMI', name: 'Physical health checks' };

/** Minutes: a machine may be busy, and only a state that never comes is a failure. */
const eventually = (holds: () => Promise<boolean>) => soon(holds, 180_000);

/** As long as a server under load was seen to say nothing; longer than a read waits before it asks once more. */
const SILENT_MS = 2_300;

describeOnStandIn('the first start on a ledger with events, whose EventStoreDB says nothing', () => {
  let standIn: StandInProcess;
  let server: ReturnType<typeof spawnServer>;
  const stopStore = () => standIn.running.signal('SIGSTOP');
  const goOn = () => standIn.running.signal('SIGCONT');
  const settings = () => ({ EVENTSTOREDB_URL: standIn.url });

  beforeEach(async () => {
    standIn = await startStandInProcess();
    const before = await startInProcess(settings());
    await eventually(async () => (await before.get('/health/ready')).status === 200);
    expect((await before.post('/api/programmes', PROGRAMME)).status).toBe(201);
    for (let count = 0; count < 20; count++)
      await before.post('/api/actions', { programme: 'SMI', title: `Check number ${count}` });
    await before.stop();
    server = spawnServer(settings());
  });
  afterEach(async () => {
    goOn();
    server.signal('SIGKILL');
    await server.ended;
    await standIn.stop();
  });

  const isReady = async ({ get }: ApiServer) => (await get('/health/ready')).status === 200;

  async function showsEverything({ get }: ApiServer): Promise<void> {
    expect((await get('/api/programmes')).body).toMatchObject({ items: [PROGRAMME] });
    expect((await get('/api/actions?limit=100')).body.items).toHaveLength(20);
  }

  test('for some time again and again, becomes ready all the same', async () => {
    const starting = answering(server);
    let ready = false;
    const watching = starting
      .then((up) => eventually(() => isReady(up)))
      .finally(() => {
        ready = true;
      });
    watching.catch(() => {});
    while (!ready) {
      stopStore();
      await delay(SILENT_MS);
      goOn();
      await delay(SILENT_MS / 4);
    }
    await watching;
    await showsEverything(await starting);
  }, 400_000);

  test('while its read models are made, answers that it lives and says what it waits for, each time', async () => {
    const said = (text: string) => server.stderr().split(text).length - 1;
    await eventually(async () => existsSync(join(server.folder, 'read-1.db')));
    stopStore();
    const up = await answering(server);
    for (let round = 1; round <= 2; round++) {
      stopStore();
      await eventually(async () => said('The event store does not answer: ') === round);
      expect((await up.get('/health/live')).status).toBe(200);
      expect(await up.get('/health/ready')).toMatchObject({
        status: 503,
        body: { waiting: expect.arrayContaining(['store']) },
      });
      goOn();
      await eventually(async () => said('The event store answers again.') === round);
    }
    await eventually(() => isReady(up));
    await showsEverything(up);
  }, 400_000);
});
