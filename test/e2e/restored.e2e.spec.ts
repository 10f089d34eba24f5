import { copyFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cliInProcess } from '../support/cli-in-process.js';
import { listen } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { cli, temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { bearer, caughtUp, taken } from '../support/small-plan.js';

const ANOTHER = 'read-models-of-another-history';
const named = (name: string) => ({ kind: 'post', name });
const isReset = ({ type }: { type: string }) => type === 'reset';

/** Records posts until the read models hold them, and answers the id of the last event as the stream tells it. */
async function recorded(server: ApiServer, ...names: string[]): Promise<string> {
  let last = { position: 0 };
  for (const name of names) last = await taken(server, '/api/parties', named(name));
  await caughtUp(server, last);
  const stream = await listen(server);
  await stream.until(({ data }) => data.position === last.position);
  stream.close();
  return String(stream.events.at(-1)?.mark);
}

/** The only message that a listener is sent at first who comes back with an id. */
async function firstTo(server: ApiServer, after: string) {
  const stream = await listen(server, { after });
  await stream.until(() => true);
  stream.close();
  return stream.events[0];
}

/** Events that were signed are missing: an operator says that it goes on without them, and keeps what proves them. */
async function refusedUntilSetAside(DATA_DIR: string): Promise<void> {
  await expect(startInProcess({ DATA_DIR })).rejects.toMatchObject({ code: 'history-cut' });
  const aside = temporaryFolder();
  for (const name of ['tree.db', 'high-water']) renameSync(join(DATA_DIR, name), join(aside, name));
}

describe('an older events.db that was put back', () => {
  test('is noticed at the start: the read models are made anew, and who listened to its lost end is told', async () => {
    const first = await startInProcess();
    const DATA_DIR = first.folder;
    const common = await recorded(first, 'Common');
    const copy = join(temporaryFolder(), 'copy');
    expect((await cli(['backup', copy], { DATA_DIR })).code).toBe(0);
    const party = (await taken(first, '/api/parties', named('Lost'))).id;
    const { token } = await taken(first, '/api/tokens', { party, roles: ['viewer'] });
    const lost = await recorded(first, 'Lost, too');
    expect(lost).toMatch(/^\d+-[0-9a-f]{8}$/);
    // The control: an id of this history goes on without a word, and all is well.
    expect(await firstTo(first, common)).toMatchObject({
      type: 'PartyRegistered',
      data: { eventId: expect.anything() },
    });
    expect((await first.get('/health/ready')).body.missing).toBeUndefined();
    await first.stop();

    copyFileSync(join(copy, 'events.db'), join(DATA_DIR, 'events.db'));
    await refusedUntilSetAside(DATA_DIR);
    const server = await startInProcess({ DATA_DIR });
    expect(server.stdout()).toMatch(/^Read models rebuilt from \d+ events\.$/m);
    const { body } = await server.get('/api/parties?limit=100');
    expect(body.items.map(({ name }: { name: string }) => name)).toContain('Common');
    expect(body.items.map(({ name }: { name: string }) => name)).not.toContain('Lost');

    const head = common;
    const reset = { code: 'other-history', lastEventId: lost, head };
    expect(await firstTo(server, lost)).toMatchObject({ type: 'reset', mark: head, data: reset });
    const plain = String(lost.split('-')[0]);
    expect(await firstTo(server, plain)).toMatchObject({ type: 'reset', data: { lastEventId: plain, head } });
    expect(await server.get(`/api/events?after=${lost}`)).toMatchObject({
      status: 409,
      body: { code: 'other-history', after: lost, head },
    });
    const told = await listen(server, { after: lost });
    await told.until(isReset);
    const passed = await recorded(server, 'One', 'Two', 'Three', 'Four', 'Five');
    expect(Number.parseInt(passed, 10)).toBeGreaterThan(Number.parseInt(lost, 10));
    await told.until(({ mark }) => mark === passed);
    told.close();
    // Nothing between the head of then and what came since was left out.
    const numbers = told.events.map(({ id }) => id);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] as number) + index));

    // The head has passed it: its number is another event's.
    expect(await firstTo(server, lost)).toMatchObject({ type: 'reset', data: { head: passed } });
    expect((await server.get(`/api/events?after=${lost}`)).body.code).toBe('other-history');
    expect(await firstTo(server, common)).toMatchObject({
      type: 'PartyRegistered',
      data: { changes: expect.anything() },
    });

    const missing = [{ code: 'token-beyond-ledger', count: 1 }];
    await eventually(async () => (await server.get('/health/ready')).body.missing !== undefined);
    expect(await server.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready', missing } });
    expect((await server.get('/api/programmes', bearer(token))).status).toBe(200);
    const projections = await cli(['projections', '--json'], { DATA_DIR });
    expect(JSON.parse(projections.stdout)).toMatchObject({ warnings: missing });
    expect(projections.code).toBe(0);
    await server.stop();
  }, 180_000);

  test('is noticed under a running server, which takes no command that would be lost', async () => {
    const first = await startInProcess();
    const DATA_DIR = first.folder;
    await recorded(first, 'Before');
    const copy = join(temporaryFolder(), 'copy');
    expect((await cli(['backup', copy], { DATA_DIR })).code).toBe(0);
    await recorded(first, 'After');
    expect((await first.get('/health/ready')).status).toBe(200);
    for (const end of ['-wal', '-shm']) rmSync(join(DATA_DIR, `events.db${end}`), { force: true });
    renameSync(join(copy, 'events.db'), join(DATA_DIR, 'events.db'));
    await eventually(async () => (await first.get('/health/ready')).status === 503);
    expect((await first.get('/health/ready')).body).toMatchObject({ reasons: [{ code: ANOTHER }] });
    expect(await first.post('/api/parties', named('Lost'))).toMatchObject({ status: 503, body: { code: ANOTHER } });
    expect(await first.get('/api/parties')).toMatchObject({ status: 503, body: { code: ANOTHER } });
    await first.stop();
    await refusedUntilSetAside(DATA_DIR);
    const again = await startInProcess({ DATA_DIR });
    expect((await again.post('/api/parties', named('Taken'))).status).toBe(201);
    const { body } = await again.get('/api/parties?limit=100');
    expect(JSON.stringify(body.items)).toContain('Before');
    expect(JSON.stringify(body.items)).not.toContain('After');
    await again.stop();
  }, 120_000);

  test('of another ledger, or none, is refused, and nothing is begun', async () => {
    const [server, other] = [await startInProcess(), await startInProcess()];
    await recorded(server, 'Before');
    await Promise.all([server.stop(), other.stop()]);
    const DATA_DIR = server.folder;
    const pointer = readFileSync(join(DATA_DIR, 'read-models.json'), 'utf8');
    const own = join(temporaryFolder(), 'own.db');
    renameSync(join(DATA_DIR, 'events.db'), own);
    for (const [file, says] of [
      [join(other.folder, 'events.db'), /but the store holds ledger .*Configure the store/],
      [undefined, /but the store holds no ledger\. Restore its events/],
    ] as const) {
      if (file) copyFileSync(file, join(DATA_DIR, 'events.db'));
      else rmSync(join(DATA_DIR, 'events.db'));
      await expect(startInProcess({ DATA_DIR })).rejects.toThrow(says);
      expect((await cliInProcess(['projections'], { DATA_DIR })).stdout).toMatch(says);
      expect(readFileSync(join(DATA_DIR, 'read-models.json'), 'utf8')).toBe(pointer);
    }
    renameSync(own, join(DATA_DIR, 'events.db'));
    const again = await startInProcess({ DATA_DIR });
    expect((await again.get('/health/ready')).status).toBe(200);
    expect(again.stdout()).not.toContain('Read models rebuilt');
    await again.stop();
  }, 180_000);
});
