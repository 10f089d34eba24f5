import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { type ServerOfProcesses, startServerProcess } from '../../support/eventstoredb/server.js';
import { eventually } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import { cli, temporaryFolder } from '../../support/processes.js';
import { type Received, type Receiver, receiver } from '../../support/receiver.js';
import type { ApiServer } from '../../support/server.js';
import { bearer, caughtUp, taken } from '../../support/small-plan.js';

const NAME = 'Ada Example';
const TO_PRIVATE = { WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' };

/** A copy that is to succeed, and what it says. */
async function copied(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(['copy', ...args], {});
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trim();
}

describe('a ledger that grows from one machine to several processes', () => {
  let standIn: ServerOfProcesses;
  let postgres: Awaited<ReturnType<typeof openTestDatabase>>;
  let folder: string;
  let person: string;
  let hooked: Receiver;
  const tokens: Record<'live' | 'revoked', string> = { live: '', revoked: '' };

  beforeAll(async () => {
    [standIn, postgres] = await Promise.all([startServerProcess(), openTestDatabase()]);
    const server = await startInProcess(TO_PRIVATE);
    folder = server.folder;
    person = (await taken(server, '/api/parties', { kind: 'person', name: NAME })).reference;
    for (const name of ['live', 'revoked'] as const) {
      const { token, id } = await taken(server, '/api/tokens', { party: person, roles: ['viewer'] });
      tokens[name] = token;
      if (name === 'revoked') await taken(server, `/api/tokens/${id}/revoke`, { reason: 'lost' });
      else await hook(server, id);
    }
    await server.stop();
  });
  afterAll(async () => {
    await standIn?.stop();
    await postgres?.stop();
    await hooked?.stop();
  });

  /** A webhook that has taken what was recorded so far. */
  async function hook(server: ApiServer, token: string): Promise<void> {
    hooked = await receiver();
    hooked.secret = (await taken(server, '/api/webhooks', { url: hooked.url, token })).secret;
    await told(server, 'At home');
  }

  /** Records something, and waits until the receiver was told of it: by its first secret, and once. */
  async function told(server: ApiServer, name: string): Promise<void> {
    await taken(server, '/api/parties', { kind: 'post', name });
    const isIt = ({ event }: Received) => event.changes.some(({ after }: { after: unknown }) => after === name);
    await eventually(async () => hooked.received.some(isIt));
    const { number } = hooked.received.find(isIt)?.event ?? {};
    await eventually(async () => (await server.get('/api/webhooks')).body.items[0].takenUpTo >= number);
    expect(hooked.received.every(({ genuine }) => genuine)).toBe(true);
    expect(new Set(hooked.received.map(({ id }) => id)).size).toBe(hooked.received.length);
  }

  /** Takes up the webhook, which sends nothing from a copy until somebody says so. */
  async function resumed(server: ApiServer): Promise<void> {
    const [webhook] = (await server.get('/api/webhooks')).body.items;
    expect(webhook.halted).toBe('restored');
    await taken(server, `/api/webhooks/${webhook.reference}/resume`, { reason: 'The old server is stopped' });
  }

  async function expectSamePeople(server: ApiServer): Promise<void> {
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    const { body } = await server.ask(`/api/parties/${person}`, { headers: bearer(tokens.live) });
    expect(body.name).toBe(NAME);
    expect((await server.ask('/api/parties', { headers: bearer(tokens.revoked) })).status).toBe(401);
  }

  test('says what it leaves behind where nobody has brought its tokens', async () => {
    // A store without the events that this folder has signed would be refused.
    await copied('--from', folder, '--to', standIn.url, '--to-prefix', `left-${standIn.prefix}`);
    const server = await startInProcess({
      DATA_DIR: folder,
      EVENTSTOREDB_URL: standIn.url,
      DATABASE_URL: postgres.url,
      STREAM_PREFIX: `left-${standIn.prefix}`,
      ADMIN_TOKEN: undefined,
    });
    expect(server.stdout()).toMatch(/^No token was made: .*access\.db holds those of this ledger/m);
    await server.stop();
  });

  test('keeps its tokens, its webhooks and the names of people, there and back', async () => {
    await copied('--from', folder, '--to', standIn.url, '--to-prefix', standIn.prefix);
    const toDatabase = ['--from', folder, '--to', postgres.url, '--to-prefix', standIn.prefix];
    expect(await copied(...toDatabase)).toMatch(
      /^2 tokens, 1 webhooks and the names of 1 persons .* copied now; its webhooks are halted/,
    );
    expect(await copied(...toDatabase)).toMatch(/nothing was copied$/);
    const stores = {
      ...TO_PRIVATE,
      EVENTSTOREDB_URL: standIn.url,
      DATABASE_URL: postgres.url,
      STREAM_PREFIX: standIn.prefix,
    };
    const server = await startInProcess(stores);
    await expectSamePeople(server);
    await resumed(server);
    await told(server, 'In the cluster');
    const other = await taken(server, '/api/parties', { kind: 'person', name: 'Bob Example' });
    await caughtUp(server, other);
    await told(server, 'Still there');
    await server.stop();

    const refused = await cli(['copy', ...toDatabase], {});
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('already contains tokens, webhooks or people'),
    });
    const back = temporaryFolder();
    await copied('--from', standIn.url, '--from-prefix', standIn.prefix, '--to', back);
    await copied('--from', postgres.url, '--from-prefix', standIn.prefix, '--to', back);
    const again = await startInProcess({ ...TO_PRIVATE, DATA_DIR: back });
    await expectSamePeople(again);
    await resumed(again);
    await told(again, 'Home again');
    expect((await again.get(`/api/parties/${other.reference}`)).body.name).toBe('Bob Example');
    await again.stop();
  });
});
