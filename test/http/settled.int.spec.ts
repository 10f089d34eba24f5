import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe('what was known at a moment', () => {
  test('never changes once it was answered, whatever is recorded meanwhile', async () => {
    const running = await startInProcess({ SEED: 'none' });
    server = running;
    await smallPlan(running);
    const known = async (knownAt: string) => {
      const answer = await running.get(`/api/audit?limit=1&order=newest&knownAt=${knownAt}`);
      expect([answer.status, answer.body.code]).toEqual([200, undefined]);
      return answer.body.asOf.position as number;
    };
    const answers: [knownAt: string, position: number][] = [];
    let writing = true;
    const ask = async () => {
      while (writing) {
        const knownAt = new Date().toISOString();
        answers.push([knownAt, await known(knownAt)]);
      }
    };
    const write = async (writer: number) => {
      for (let index = 0; index < 40; index++) {
        await taken(running, '/api/actions', { programme: 'SMI', title: `Action ${index} of ${writer}` });
      }
    };
    const asking = [ask(), ask()];
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    writing = false;
    await Promise.all(asking);
    expect(answers.length).toBeGreaterThan(10);
    for (const [knownAt, position] of answers) expect([knownAt, await known(knownAt)]).toEqual([knownAt, position]);
  });

  test('is not answered for a day that is not over', async () => {
    const running = await startInProcess({ SEED: 'none' });
    server = running;
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await running.get(`/api/actions?knownAt=${soon}`);
    expect(answer).toMatchObject({ status: 425, body: { code: 'not-settled', knownAt: soon } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
  });
});

describe('a ledger with an event stamped a day ahead', () => {
  test('records nothing until that time has come, and says so', async () => {
    const folder = temporaryFolder();
    server = await startInProcess({ DATA_DIR: folder, SEED: 'none' });
    await smallPlan(server);
    await server.stop();
    const store = await openSqliteStore({ file: join(folder, 'events.db') });
    const last = await store.last();
    const recordedAt = new Date(Date.now() + 86_400_000).toISOString();
    const ahead = { ...last?.metadata, recordedAt, occurredAt: recordedAt, commandId: randomUUID() };
    await store.append(
      `group-${randomUUID()}`,
      [{ id: randomUUID(), type: 'GroupRegistered', data: { reference: 'AHEAD', name: 'Ahead' }, metadata: ahead }],
      'noStream',
    );
    await store.close();
    const running = await startInProcess({ DATA_DIR: folder, SEED: 'none' });
    server = running;
    const refused = await running.post('/api/groups', { reference: 'LATER', name: 'Later' });
    expect(refused).toMatchObject({ status: 503, body: { code: 'clock-ahead', lastRecordedAt: recordedAt } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
    const waiting = async () => ((await running.get('/health/ready')).body as { waiting?: string[] }).waiting;
    await eventually(async () => (await waiting())?.length === 1);
    expect(await waiting()).toEqual(['clock']);
    expect((await running.get('/api/groups')).status).toBe(200);
  });
});
