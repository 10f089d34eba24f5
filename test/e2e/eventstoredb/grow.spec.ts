import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { type StandInProcess, startStandInProcess } from '#test/eventstoredb-stand-in/process.js';
import { eventually } from '../../support/eventually.js';
import { cli, temporaryFolder } from '../../support/processes.js';
import { startServer, type TestServer } from '../../support/server.js';
import { bearer, caughtUp, taken } from '../../support/small-plan.js';

const PREFIX = `grown-${randomUUID()}-`;
const NAME = 'Ada Example';

/** A copy that is to succeed, and what it says. */
async function copied(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(['copy', ...args], {});
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim();
}

describe('a ledger that grows from one machine to several processes', () => {
  let standIn: StandInProcess;
  let postgres: Awaited<ReturnType<typeof openTestDatabase>>;
  let folder: string;
  let person: string;
  const tokens: Record<'live' | 'revoked', string> = { live: '', revoked: '' };

  beforeAll(async () => {
    [standIn, postgres] = await Promise.all([startStandInProcess(), openTestDatabase()]);
    const server = await startServer();
    folder = server.folder;
    person = (await taken(server, '/api/parties', { kind: 'person', name: NAME })).reference;
    for (const name of ['live', 'revoked'] as const) {
      const { token, id } = await taken(server, '/api/tokens', { party: person, roles: ['viewer'] });
      tokens[name] = token;
      if (name === 'revoked') await taken(server, `/api/tokens/${id}/revoke`, { reason: 'lost' });
    }
    await server.stop();
  }, 120_000);
  afterAll(async () => {
    await standIn?.stop();
    await postgres?.stop();
  });

  async function expectSamePeople(server: TestServer): Promise<void> {
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    const { body } = await server.ask(`/api/parties/${person}`, { headers: bearer(tokens.live) });
    expect(body.name).toBe(NAME);
    expect((await server.ask('/api/parties', { headers: bearer(tokens.revoked) })).status).toBe(401);
  }

  test('says what it leaves behind where nobody has brought its tokens', async () => {
    const server = await startServer({
      DATA_DIR: folder,
      EVENTSTOREDB_URL: standIn.url,
      DATABASE_URL: postgres.url,
      STREAM_PREFIX: `left-${PREFIX}`,
      ADMIN_TOKEN: undefined,
    });
    expect(server.stdout()).toMatch(/^No token was made: .*access\.db holds those of this ledger/m);
    await server.stop();
  });

  test('keeps its tokens and the names of people, there and back', async () => {
    await copied('--from', folder, '--to', standIn.url, '--to-prefix', PREFIX);
    const toDatabase = ['--from', folder, '--to', postgres.url, '--to-prefix', PREFIX];
    expect(await copied(...toDatabase)).toMatch(/^2 tokens and the names of 1 persons .* copied now$/);
    expect(await copied(...toDatabase)).toMatch(/nothing was copied$/);
    const stores = { EVENTSTOREDB_URL: standIn.url, DATABASE_URL: postgres.url, STREAM_PREFIX: PREFIX };
    const server = await startServer(stores);
    await expectSamePeople(server);
    const other = await taken(server, '/api/parties', { kind: 'person', name: 'Bob Example' });
    await caughtUp(server, other);
    await server.stop();

    const refused = await cli(['copy', ...toDatabase], {});
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('tokens or people of its own') });
    const back = temporaryFolder();
    await copied('--from', standIn.url, '--from-prefix', PREFIX, '--to', back);
    await copied('--from', postgres.url, '--from-prefix', PREFIX, '--to', back);
    const again = await startServer({ DATA_DIR: back });
    await expectSamePeople(again);
    expect((await again.get(`/api/parties/${other.reference}`)).body.name).toBe('Bob Example');
    await again.stop();
  });
});
