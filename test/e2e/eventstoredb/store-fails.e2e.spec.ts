import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type StandInProcess, startStandInProcess } from '#test/eventstoredb-stand-in/process.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import type { ApiServer } from '../../support/server.js';
import { caughtUp, taken } from '../../support/small-plan.js';

const ACTION = { programme: 'SMI', title: 'Review the checks' };

describeOnStandIn('a server whose EventStoreDB', () => {
  let standIn: StandInProcess;
  let server: ApiServer;
  beforeAll(async () => {
    standIn = await startStandInProcess(['--nodes', '3']);
    server = await startInProcess({ EVENTSTOREDB_URL: standIn.url });
    const made = await taken(server, '/api/programmes', { reference: 'SMI', name: 'Physical health checks' });
    await caughtUp(server, made);
  });
  afterAll(async () => {
    expect(await server.stop()).toMatchObject({ code: 0 });
    await standIn.stop();
  });

  const isReady = () => eventually(async () => (await server.get('/health/ready')).status === 200);
  const create = (title: string, key: string = randomUUID()) =>
    server.post('/api/actions', { ...ACTION, title }, { 'idempotency-key': key });
  const eventsOf = async (answer: { body: { id: string; position: number } }) => {
    await caughtUp(server, answer.body);
    return (await server.get(`/api/actions/${answer.body.id}/history`)).body.items;
  };

  /** That a command is refused as one that may be given again. */
  async function refusesCommands(...codes: string[]): Promise<void> {
    const answer = await create('Refused');
    expect(answer).toMatchObject({ status: 503, body: { code: expect.stringMatching(`^(${codes.join('|')})$`) } });
    expect(answer.headers.get('retry-after')).toBe('1');
  }

  test('goes away is not ready, still answers questions and says how old they are, and recovers', async () => {
    const { position } = (await server.get('/api/programmes/SMI')).body.asOf;
    await standIn.faults.refuseConnections(true);
    await eventually(async () => (await server.get('/health/ready')).status === 503);
    expect((await server.get('/health/ready')).body).toMatchObject({ code: 'not-ready', waiting: ['store'] });
    expect((await server.get('/health/live')).status).toBe(200);
    await refusesCommands('store-unavailable');
    const stale = await server.get('/api/programmes/SMI');
    expect(stale).toMatchObject({
      status: 200,
      body: { reference: 'SMI', asOf: { position, storeUnreachableSince: expect.stringMatching(/^20.*Z$/) } },
    });
    const pinned = await server.get(`/api/programmes/SMI?asOfPosition=${position}`);
    expect(pinned.body.asOf).not.toHaveProperty('storeUnreachableSince');
    await standIn.faults.refuseConnections(false);
    await isReady();
    const made = await create('After the outage');
    expect(made.status).toBe(201);
    expect(await eventsOf(made)).toHaveLength(1);
    expect((await server.get('/api/programmes/SMI')).body.asOf).not.toHaveProperty('storeUnreachableSince');
  });

  test('answers nothing for 5 seconds does each command once', async () => {
    await standIn.faults.pause(5_000);
    const key = randomUUID();
    const refused = await create('In the pause', key);
    expect(refused).toMatchObject({ status: 503 });
    expect(refused.headers.get('retry-after')).toBe('1');
    let made = refused;
    await eventually(async () => {
      made = await create('In the pause', key);
      return made.status !== 503;
    });
    expect(made.status).toBe(201);
    expect(await eventsOf(made)).toHaveLength(1);
    expect((await create('In the pause', key)).body).toEqual(made.body);
  });

  test('takes no writes refuses commands alone, and takes them again', async () => {
    await standIn.faults.readOnly(true);
    await refusesCommands('read-only');
    expect((await server.get('/api/programmes/SMI')).status).toBe(200);
    await standIn.faults.readOnly(false);
    await eventually(async () => (await create('After read-only')).status === 201);
  });

  test.each(['loseAnswers', 'cutAnswers', 'timeOutAnswers'] as const)(
    'writes an append that is then not answered (%s) is found to have written it, once',
    async (fault) => {
      const made = await create('Before');
      for (const [lost, path, body] of [
        [1, 'start', {}],
        [50, 'report-progress', { narrative: 'Half', percent: 50 }],
      ] as const) {
        await standIn.faults[fault](lost);
        const key = { 'idempotency-key': randomUUID() };
        const give = () => server.post(`/api/actions/${made.body.id}/${path}`, body, key);
        let answer = await give();
        if (answer.status === 503) {
          expect(answer.body.code).toMatch(/outcome-unknown|store-unavailable/);
          await standIn.faults[fault](0);
          await eventually(async () => {
            answer = await give();
            return answer.status !== 503;
          });
        }
        await standIn.faults[fault](0);
        expect(answer.status).toBe(200);
        expect(await give()).toMatchObject({ status: 200, body: answer.body });
        await eventsOf(answer);
        expect(answer.body.events).toHaveLength(1);
      }
      const history = await server.get(`/api/actions/${made.body.id}/history`);
      expect(history.body.items.map(({ type }: { type: string }) => type)).toEqual([
        'ActionCreated',
        'ActionStarted',
        'ActionProgressReported',
      ]);
    },
  );

  test('has another leader is followed to it', async () => {
    await standIn.faults.changeLeader(1);
    const key = randomUUID();
    await eventually(async () => (await create('With another leader', key)).status === 201);
    const made = await create('With another leader', key);
    expect(await eventsOf(made)).toHaveLength(1);
    await isReady();
  });
});
