import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type StandIn, startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { cliInProcess } from '../../support/cli-in-process.js';
import { describeOnStandIn } from '../../support/eventstoredb/stores.js';
import { eventually } from '../../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../../support/in-process.js';
import { cli } from '../../support/processes.js';

const PROGRAMME = { reference: 'SMI', name: 'Physical health checks' };

/** As this product writes beside its events. */
const ENVELOPE = {
  schemaVersion: 1,
  recordedAt: '2018-03-09T10:00:00.000Z',
  occurredAt: '2018-03-09T10:00:00.000Z',
  actor: { party: 'p', kind: 'person', roles: [] },
  commandId: randomUUID(),
  bodyHash: '',
  correlationId: randomUUID(),
  causationId: randomUUID(),
};

describeOnStandIn('events of somebody else in the streams of a ledger without a prefix', () => {
  let standIn: StandIn;
  let others: EventStoreDBClient;
  let server: ServerInProcess;

  const write = (stream: string, type: string, metadata?: object) =>
    others.appendToStream(stream, jsonEvent({ type, data: { total: 12 }, ...(metadata && { metadata }) }));
  const settings = () => ({ EVENTSTOREDB_URL: standIn.url, DATA_DIR: server.folder });
  const ready = () => server.get('/health/ready');
  const counted = (count: number) => eventually(async () => (await ready()).body?.foreignEvents === count, 120_000);

  beforeEach(async () => {
    standIn = await startStandIn();
    others = EventStoreDBClient.connectionString(standIn.url);
    await write('order-1', 'OrderPlaced');
    server = await startInProcess({ EVENTSTOREDB_URL: standIn.url });
    await eventually(async () => (await ready()).status === 200, 120_000);
  });
  afterEach(async () => {
    await server.stop();
    await others.dispose();
    await standIn.stop();
  });

  test('are passed over, counted and named once, and a start on an empty folder works', async () => {
    await counted(1);
    const created = await server.post('/api/programmes', PROGRAMME);
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    await write('order-2', 'OrderPlaced');
    await write(`programme-${id}`, 'OrderShipped');
    await write('their-ledger', 'LedgerOpened', ENVELOPE);
    await counted(4);
    // What was written into a stream of ours stands in nobody's way.
    const described = await server.post(`/api/programmes/SMI/describe`, { name: 'Health checks' });
    expect(described.status).toBe(200);
    const { position } = described.body as { position: number };
    const shown = await server.get(`/api/programmes/SMI?minPosition=${position}`);
    expect(shown).toMatchObject({ status: 200, body: { name: 'Health checks' } });
    expect(server.stderr().split('not written by this ledger').length - 1).toBe(1);
    expect(server.stderr()).toMatch(/the first is OrderPlaced .* of stream order-1 at position \d+/);

    const projections = await cli(['projections', '--json'], settings());
    expect(projections.code).toBe(0);
    expect(JSON.parse(projections.stdout)).toMatchObject({
      foreign: { events: 4, first: { type: 'OrderPlaced', stream: 'order-1' } },
    });
    const rebuilt = await cli(['rebuild'], settings());
    expect(rebuilt).toMatchObject({ code: 0, stdout: expect.stringMatching(/0 of \d+ rows differ/) });
    expect(rebuilt.stdout).toContain('Projector skipped 4 events not written by this ledger; the first is OrderPlaced');
  }, 400_000);

  test('are told from an event of ours whose type is unknown, which stops its projection', async () => {
    const created = await server.post('/api/programmes', PROGRAMME);
    await write(`programme-${(created.body as { id: string }).id}`, 'ProgrammeTurnedBlue', ENVELOPE);
    await eventually(async () => {
      const { stdout, code } = await cliInProcess(['projections'], settings());
      return code === 1 && stdout.includes('stopped by ProgrammeTurnedBlue');
    }, 120_000);
    expect((await ready()).body).toMatchObject({ foreignEvents: 1 });
  }, 400_000);
});
