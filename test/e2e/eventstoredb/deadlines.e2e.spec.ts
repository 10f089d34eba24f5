import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onServer, openForReading } from '#event-store/location.js';
import { START, type StoredEvent } from '#event-store/port/port.js';
import { openTestDatabase } from '#postgres/testing/server.js';
import { type ServerOfProcesses, startServerProcess } from '../../support/eventstoredb/server.js';
import { eventually } from '../../support/eventually.js';
import { FALLEN_DUE, pastPlan } from '../../support/past-plan.js';
import { cli, temporaryFolder } from '../../support/processes.js';
import { startServer } from '../../support/server.js';

const WANTED: number = Object.values(FALLEN_DUE).reduce<number>((sum, count) => sum + count, 0);
/** The second of the two is killed when so many have been recorded. */
const IN_THE_MIDDLE = 5;

let events: ServerOfProcesses;
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let stores: { EVENTSTOREDB_URL: string; STREAM_PREFIX: string; DATABASE_URL: string };

beforeAll(async () => {
  [events, database] = await Promise.all([startServerProcess(), openTestDatabase()]);
  stores = { EVENTSTOREDB_URL: events.url, STREAM_PREFIX: events.prefix, DATABASE_URL: database.url };
  const folder = temporaryFolder();
  await pastPlan(folder);
  const copied = await cli(['copy', '--from', folder, '--to', events.url, '--to-prefix', events.prefix], {});
  expect(copied).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await events?.stop();
  await database?.stop();
});

async function raised(): Promise<StoredEvent[]> {
  const store = await openForReading(onServer(events.url, events.prefix));
  try {
    return (await store.readAll(START, 1_000_000)).events.filter(({ type }) => type in FALLEN_DUE);
  } finally {
    await store.close();
  }
}

test('several processes on shared stores, one killed in the middle, record what fell due once each', async () => {
  const projecting = await startServer(stores);
  const api = { ...stores, ROLE: 'api' };
  const [one, other] = await Promise.all([startServer(api), startServer(api)]);
  await eventually(async () => (await raised()).length >= IN_THE_MIDDLE);
  await one.kill();
  const again = await startServer(api);
  await eventually(async () => (await raised()).length >= WANTED);
  const all = await raised();
  const counted = Object.keys(FALLEN_DUE).map((each) => [each, all.filter(({ type }) => type === each).length]);
  expect(Object.fromEntries(counted)).toEqual(FALLEN_DUE);
  expect(new Set(all.map(({ stream }) => stream)).size).toBe(WANTED);
  // Each of them looks again once it sees what was recorded, and finds nothing left to do.
  const { position } = all.at(-1) as StoredEvent;
  for (const server of [projecting, other, again]) {
    const { body } = await server.get(`/api/audit?type=MilestoneMissed&limit=100&minPosition=${position}`);
    expect(body.items).toHaveLength(FALLEN_DUE.MilestoneMissed);
  }
  for (const server of [projecting, other, again]) expect(await server.stop()).toMatchObject({ code: 0 });
  expect(await raised()).toHaveLength(WANTED);
});
