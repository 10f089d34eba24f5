import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestDatabase } from '#postgres/testing/server.js';
import { type ServerOfProcesses, startServerProcess } from '../../support/eventstoredb/server.js';
import { eventually } from '../../support/eventually.js';
import { startServer, type TestServer } from '../../support/server.js';
import { type Given, tellWorkedExample, type WorkedExample } from '../../support/worked-example.js';

const SEED = 'seeds/dorset-mental-health-2018';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What every answer of a story says, without what differs from ledger to ledger: ids, times, positions, secrets, and what is made of them. */
function said(answer: Given): string {
  return (
    JSON.stringify(answer, null, 1)
      .replace(UUID, '<id>')
      .replace(/"20[2-9]\d-\d\d-\d\d(T[\d:.]+Z)?"/g, '"<time>"')
      // Instants within a sentence, such as the note of a late fact.
      .replace(/20[2-9]\d-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replace(/("[a-zA-Z]*[pP]osition": )\d+/g, '$1<position>')
      .replace(/(asOfPosition=)\d+|(effectiveAt=)20[2-9]\d[\d-]*/g, '$1$2<moment>')
      .replace(/"[0-9a-f]{64}"/g, '"<hash>"')
      .replace(/"nextCursor": "[^"]+"/g, '"nextCursor": "<cursor>"')
      .replace(/"al_[\w-]+"/g, '"<secret>"')
  );
}

const ASKED = [
  '/api/decisions/SMI-D01',
  '/api/decisions/SMI-D01/history',
  '/api/decisions?programme=SMI',
  '/api/actions/SMI-A02',
  '/api/actions/SMI-A02/history',
  '/api/actions/SMI-A04',
  '/api/actions?limit=100',
  '/api/targets?limit=100',
  '/api/milestones?limit=100',
  '/api/programmes?limit=100',
  '/api/parties?limit=100',
  '/api/meetings/MHB-MTG01',
  '/api/timeline?programme=SMI',
  '/api/audit?limit=100',
  '/api/audit?limit=100&order=newest',
  '/api/reports/governance?group=MHB',
  '/api/reports/governance?programme=SMI',
];

async function answersOf({ secretary, answers, before }: WorkedExample): Promise<Record<string, string>> {
  const all: Record<string, string> = { commands: said(answers) };
  for (const path of ASKED) {
    for (const [when, moment] of [
      ['now', ''],
      ['before', `asOfPosition=${before.position}`],
      ['known before', `knownAt=${before.instant}`],
      ['in 2018', 'effectiveAt=2018-04-01'],
    ]) {
      const { status, body } = await secretary.get(moment ? `${path}${path.includes('?') ? '&' : '?'}${moment}` : path);
      all[`${path} ${when}`] = `${status} ${said(body)}`;
    }
  }
  return all;
}

describe('the worked example on EventStoreDB and PostgreSQL, api and projector apart', () => {
  let standIn: ServerOfProcesses;
  let postgres: Awaited<ReturnType<typeof openTestDatabase>>;
  let projector: TestServer;
  let embedded: WorkedExample;
  let shared: WorkedExample;

  beforeAll(async () => {
    [standIn, postgres] = await Promise.all([startServerProcess(), openTestDatabase()]);
    const stores = { EVENTSTOREDB_URL: standIn.url, STREAM_PREFIX: standIn.prefix, DATABASE_URL: postgres.url };
    projector = await startServer({ ...stores, ROLE: 'projector' });
    embedded = await tellWorkedExample();
    shared = await tellWorkedExample(() => startServer({ ...stores, ROLE: 'api', SEED }));
  });
  afterAll(async () => {
    for (const server of [projector, embedded?.server, shared?.server])
      expect(await server?.stop()).toMatchObject({ code: 0 });
    await standIn?.stop();
    await postgres?.stop();
  });

  test('is answered as on one machine, byte for byte but for ids, times, positions and hashes', async () => {
    expect(await answersOf(shared)).toEqual(await answersOf(embedded));
  });

  test('is projected by a process that answers nothing but health and figures', async () => {
    await eventually(async () => (await projector.get('/health/ready')).status === 200);
    expect(await projector.get('/metrics')).toMatchObject({ status: 200 });
    expect(await projector.get('/api/actions')).toMatchObject({ status: 404, body: { code: 'no-such-route' } });
    expect((await projector.post('/api/programmes', { name: 'None' })).status).toBe(404);
  });

  test('is known to an api process that starts later', async () => {
    const stores = { EVENTSTOREDB_URL: standIn.url, STREAM_PREFIX: standIn.prefix, DATABASE_URL: postgres.url };
    const other = await startServer({ ...stores, ROLE: 'api', SEED });
    await eventually(async () => (await other.get('/health/ready')).status === 200);
    const { body } = await other.get('/api/decisions/SMI-D01');
    expect(body.status).toBe('released');
    expect((await other.get('/api/tokens')).body.items.length).toBeGreaterThan(1);
    await other.stop();
  });
});
