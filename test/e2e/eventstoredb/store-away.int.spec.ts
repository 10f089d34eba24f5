import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openReadStore } from '#projector/open-read-store.js';
import { liveName } from '#read-store/runtime/live.js';
import { inDataDir } from '#read-store/runtime/read-location.js';
import { type StandIn, startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually } from '../../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../../support/in-process.js';
import { changeRows } from '../../support/read-models/engine.js';
import type { Settings } from '../../support/server.js';

const PROGRAMME = { reference: 'SMI', name: 'Physical health checks' };
const ACTION = { programme: 'SMI', title: 'Review the checks' };

describeOnStandIn('a server whose EventStoreDB', () => {
  let standIn: StandIn;
  let server: ServerInProcess;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(async () => {
    await server.stop();
    await standIn.stop();
  });

  const start = async (settings: Settings = {}) => {
    server = await startInProcess({ EVENTSTOREDB_URL: standIn.url, ...settings });
  };
  const ready = async () => (await server.get('/health/ready')).status === 200;
  const isReady = () => eventually(ready);
  const given = async (path: string, body: object, key?: string) =>
    server.post(path, body, key === undefined ? {} : { 'idempotency-key': key });

  /** That a command is refused, as one that may be tried again. */
  async function refusesCommands(code: string): Promise<void> {
    const answer = await given('/api/actions', ACTION);
    expect(answer).toMatchObject({ status: 503, body: { code } });
    expect(answer.headers.get('retry-after')).toBe('1');
  }

  test('is away at the start starts all the same, and recovers by itself', async () => {
    await standIn.faults.refuseConnections(true);
    await start();
    expect((await server.get('/health/live')).status).toBe(200);
    const answer = await server.get('/health/ready');
    expect(answer).toMatchObject({ status: 503, body: { waiting: ['store', 'read models'] } });
    await refusesCommands('store-unavailable');
    expect(await server.get('/api/programmes')).toMatchObject({ status: 503, body: { code: 'no-read-models' } });
    await standIn.faults.refuseConnections(false);
    await isReady();
    expect((await given('/api/programmes', PROGRAMME)).status).toBe(201);
  });

  test('is away until the server is told to stop lets it stop, without a word of a token that was not made', async () => {
    await standIn.faults.refuseConnections(true);
    await start({ ADMIN_TOKEN: undefined });
    const { code, stderr } = await server.stop();
    expect(stderr).not.toContain('token');
    expect(code).toBe(0);
  });

  test('is away while its read models were made by other code starts all the same, and makes them anew when it is back', async () => {
    await start();
    await isReady();
    expect((await given('/api/programmes', PROGRAMME)).status).toBe(201);
    await server.stop();
    await standIn.faults.refuseConnections(true);
    const models = inDataDir(server.folder);
    const store = await openReadStore(models);
    await changeRows(models, await liveName(store), ["UPDATE projections SET hash = 'of other code'"]);
    await store.close();

    await start({ DATA_DIR: server.folder });
    const answer = await server.get('/health/ready');
    expect(answer).toMatchObject({ status: 503, body: { waiting: ['store', 'read models'] } });
    expect(await server.get('/api/programmes')).toMatchObject({ status: 503, body: { code: 'no-read-models' } });
    await standIn.faults.refuseConnections(false);
    await isReady();
    expect((await server.get('/api/programmes')).body).toMatchObject({ items: [PROGRAMME] });
  });
});
