import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { type StandInProcess, startStandInProcess } from '#test/eventstoredb-stand-in/process.js';
import { cliInProcess } from '../../support/cli-in-process.js';
import { listen } from '../../support/event-stream.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import { cli, temporaryFolder } from '../../support/processes.js';
import { type ApiServer, type Settings, spawnServer } from '../../support/server.js';
import { caughtUp, taken } from '../../support/small-plan.js';

const ANOTHER = 'read-models-of-another-history';
const named = (name: string) => ({ kind: 'post', name });

describeOnStandIn('an EventStoreDB that comes back', () => {
  let postgres: Awaited<ReturnType<typeof openTestDatabase>>;
  beforeAll(async () => {
    postgres = await openTestDatabase();
  }, 120_000);
  afterAll(() => postgres?.stop());

  const namesIn = async (server: ApiServer) =>
    JSON.stringify((await server.get('/api/parties?limit=100')).body.items.map(({ name }: { name: string }) => name));
  const isReady = async (server: ApiServer) => (await server.get('/health/ready')).status === 200;

  /** Ends the server as a kill does, and starts one on its port with the log of a file; an empty one of none. */
  async function comesBack(standIn: StandInProcess, file?: string): Promise<StandInProcess> {
    standIn.running.signal('SIGKILL');
    await standIn.running.ended;
    const port = String(standIn.addresses[0]?.split(':')[1]);
    return startStandInProcess(['--port', port, ...(file === undefined ? [] : ['--file', file])]);
  }

  test.each(['SQLite', 'PostgreSQL'])(
    'shorter under read models in %s takes no command, also when its head has passed the old one, until they are made anew',
    async (engine) => {
      const file = join(temporaryFolder(), 'log');
      let standIn = await startStandInProcess(['--file', file]);
      const EVENTSTOREDB_URL = standIn.url;
      const settings: Settings = {
        EVENTSTOREDB_URL,
        ...(engine === 'PostgreSQL' && { DATABASE_URL: postgres.url }),
      };
      const server = await startInProcess(settings);
      const { DATA_DIR } = { DATA_DIR: server.folder };
      await taken(server, '/api/programmes', { reference: 'SMI', name: 'Health checks' });
      await taken(server, '/api/actions', { programme: 'SMI', title: 'Review the checks' });
      copyFileSync(file, `${file}.older`);
      for (const text of ['Lost', 'Lost, too']) await taken(server, '/api/actions/SMI-A01/add-note', { text });
      const last = await taken(server, '/api/parties', named('Lost'));
      await caughtUp(server, last);
      const stream = await listen(server);
      await stream.until(({ data }) => data.position === last.position);
      const lost = String(stream.events.at(-1)?.mark);

      // The control: with the same log it goes on, and what was recorded is still there.
      standIn = await comesBack(standIn, file);
      await eventually(async () => (await server.post('/api/parties', named('Kept'))).status === 201);
      await eventually(() => isReady(server));
      expect(await namesIn(server)).toContain('Lost');

      copyFileSync(`${file}.older`, file);
      standIn = await comesBack(standIn, file);
      const reasons = [{ code: ANOTHER, detail: expect.stringContaining('but the store does not hold that event') }];
      await eventually(async () => (await server.get('/health/ready')).body.reasons?.[0]?.code === ANOTHER);
      expect(await server.get('/health/ready')).toMatchObject({ status: 503, body: { reasons } });
      const refused = { status: 503, body: { code: ANOTHER } };
      expect(await server.post('/api/actions/SMI-A01/add-note', { text: 'Now' })).toMatchObject(refused);
      expect(await server.get('/api/actions')).toMatchObject(refused);
      await stream.ended;
      const status = await cliInProcess(['projections'], { ...settings, DATA_DIR });
      expect(status).toMatchObject({ code: 1, stdout: expect.stringContaining(`\n${ANOTHER}: `) });

      const other = await startInProcess({ EVENTSTOREDB_URL });
      for (const name of ['1', '2', '3', '4', '5', '6']) await taken(other, '/api/parties', named(`Passed ${name}`));
      const passed = await taken(other, '/api/actions/SMI-A01/add-note', { text: 'Of the other process' });
      expect(passed.position).toBeGreaterThan(last.position);
      expect(await server.get('/api/actions')).toMatchObject(refused);
      expect((await server.get('/health/ready')).status).toBe(503);

      const rebuilt = await cli(['rebuild'], { ...settings, DATA_DIR });
      expect(rebuilt).toMatchObject({ code: 0, stdout: expect.not.stringContaining('rows differ') });
      await eventually(() => isReady(server));
      expect(await namesIn(server)).toContain('Passed 6');
      expect(await namesIn(server)).not.toContain('Lost');
      // What it kept of the stream was longer than the stream.
      const note = await taken(server, '/api/actions/SMI-A01/add-note', { text: 'Now' });
      expect(note.revision).toBe(passed.revision + 1);
      await caughtUp(server, note);
      const again = await listen(server, { after: lost });
      await again.until(({ type }) => type === 'reset');
      again.close();
      await Promise.all([server.stop(), other.stop()]);
      await standIn.stop();
    },
    300_000,
  );

  test('shorter while the server was stopped has its read models made anew at the start', async () => {
    const file = join(temporaryFolder(), 'log');
    let standIn = await startStandInProcess(['--file', file]);
    const first = await startInProcess({ EVENTSTOREDB_URL: standIn.url });
    await taken(first, '/api/parties', named('Before'));
    copyFileSync(file, `${file}.older`);
    await caughtUp(first, await taken(first, '/api/parties', named('Lost')));
    await first.stop();
    copyFileSync(`${file}.older`, file);
    standIn = await comesBack(standIn, file);
    const server = await startInProcess({ EVENTSTOREDB_URL: standIn.url, DATA_DIR: first.folder });
    expect(server.stdout()).toMatch(/^Read models rebuilt from \d+ events\.$/m);
    await eventually(() => isReady(server));
    expect(await namesIn(server)).toContain('Before');
    expect(await namesIn(server)).not.toContain('Lost');
    expect((await server.post('/api/parties', named('After'))).status).toBe(201);
    await server.stop();
    await standIn.stop();
  }, 180_000);

  test('empty takes no command, and has no ledger begun on it under read models of another', async () => {
    let standIn = await startStandInProcess();
    const settings = { EVENTSTOREDB_URL: standIn.url };
    const server = await startInProcess(settings);
    await caughtUp(server, await taken(server, '/api/parties', named('Lost')));
    standIn = await comesBack(standIn);
    await eventually(async () => (await server.get('/health/ready')).body.reasons?.[0]?.code === ANOTHER);
    expect(await server.post('/api/parties', named('Later'))).toMatchObject({ status: 503, body: { code: ANOTHER } });
    await server.stop();
    const { code, stderr } = await spawnServer({ ...settings, DATA_DIR: server.folder }).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('but the store holds no ledger') });
    // The control: with a folder of its own a ledger is begun there.
    const other = await startInProcess(settings);
    await eventually(() => isReady(other));
    await other.stop();
    await standIn.stop();
  }, 180_000);
});
