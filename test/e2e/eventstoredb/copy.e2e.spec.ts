import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onServer, openForReading } from '#event-store/location.js';
import { START, type StoredEvent } from '#event-store/port/port.js';
import { readFolderCopy } from '#platform/folder-copy.js';
import { eventsIn } from '../../support/events.js';
import { type ServerOfProcesses, startServerProcess } from '../../support/eventstoredb/server.js';
import { eventually } from '../../support/eventually.js';
import { startInProcess } from '../../support/in-process.js';
import { cli, ROOT, start, temporaryFolder } from '../../support/processes.js';
import type { ApiServer } from '../../support/server.js';
import { taken } from '../../support/small-plan.js';
import { type Given, tellWorkedExample } from '../../support/worked-example.js';

const DECIDED = { title: 'Wait', disposition: 'defer', rationale: 'No model', decidedOn: 'not-stated', group: 'MHB' };
const PATHS = ['/api/decisions/SMI-D01', '/api/actions?programme=SMI', '/api/audit?limit=100&order=newest'];

const content = ({ position: _, checkpoint: __, ...event }: StoredEvent) => event;

/** An answer without the positions, which are the store's own, and the cursors that hold them. */
const withoutPositions = (body: Given) =>
  JSON.stringify(body, (name, value) => (/position$|^nextCursor$/i.test(name) ? undefined : value));

describe('action-ledger copy', () => {
  let standIn: ServerOfProcesses;
  let folder: string;
  let instants: string[];
  let toServer: string[];
  let before: Record<string, string>;

  async function answersAt(server: ApiServer): Promise<Record<string, string>> {
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    const all: Record<string, string> = {};
    for (const path of PATHS) {
      for (const instant of instants) {
        const asked = `${path}${path.includes('?') ? '&' : '?'}knownAt=${instant}`;
        const { status, body } = await server.get(asked);
        all[asked] = `${status} ${withoutPositions(body)}`;
      }
    }
    return all;
  }

  /** That the report of the meeting's pack comes out as the group was shown it, wherever it is asked for. */
  async function expectPack(server: ApiServer): Promise<void> {
    await eventually(async () => (await server.get('/health/ready')).status === 200);
    const { pack } = (await server.get('/api/meetings/MHB-MTG01')).body;
    const { shown } = (await server.get('/api/decisions/MHB-D01/dossier')).body.known;
    expect(shown).toMatchObject({ proved: true, position: pack.position, asOf: { number: pack.number } });
    const { since } = (await server.get('/api/reports/changes?group=MHB&since=MHB-MTG01')).body;
    expect(since).toMatchObject({ by: 'pack', asOf: { position: pack.position, number: pack.number } });
  }

  beforeAll(async () => {
    standIn = await startServerProcess();
    const told = await tellWorkedExample();
    folder = told.server.folder;
    await taken(told.server, '/api/decisions', { ...DECIDED, meeting: 'MHB-MTG01', reference: 'MHB-D01' });
    instants = [told.before.instant, told.after.instant, '2018-03-31T00:00:00Z'];
    before = await answersAt(told.server);
    await expectPack(told.server);
    await told.server.stop();
    toServer = ['copy', '--from', folder, '--to', standIn.url, '--to-prefix', standIn.prefix];
  });
  afterAll(() => standIn.stop());

  async function copied(args: string[]): Promise<Given> {
    const { code, stdout, stderr } = await cli([...args, '--json'], {});
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  }
  async function eventsThere(): Promise<readonly StoredEvent[]> {
    const store = await openForReading(onServer(standIn.url, standIn.prefix));
    return (await store.readAll(START, 100_000)).events.slice();
  }

  test.each(['SIGKILL', 'SIGINT'] as const)('ended by %s leaves a beginning of the ledger', async (signal) => {
    const running = start(process.execPath, [join(ROOT, 'bin/action-ledger.js'), ...toServer]);
    await running.says(/^Copying: \d+ of/m, 'stderr');
    running.signal(signal);
    await running.ended;
    const events = await eventsThere();
    expect(events.length).toBeGreaterThan(0);
    const all = await eventsIn(folder);
    expect(events.map(content)).toEqual(all.slice(0, events.length).map(content));
  });

  test('goes on to the end, and says the same of both sides when asked again', async () => {
    const all = await eventsIn(folder);
    const first = await copied(toServer);
    expect(first.events).toBe(all.length);
    expect(await copied(toServer)).toEqual({ ...first, written: 0 });
    expect((await eventsThere()).map(content)).toEqual(all.map(content));
  });

  test('answers what was known as the first ledger did, there and back again', async () => {
    const server = await startInProcess({ EVENTSTOREDB_URL: standIn.url, STREAM_PREFIX: standIn.prefix });
    expect(await answersAt(server)).toEqual(before);
    await expectPack(server);
    await server.stop();
    const back = temporaryFolder();
    const { hash } = await copied(['copy', '--from', standIn.url, '--from-prefix', standIn.prefix, '--to', back]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(readFolderCopy(back)).toMatchObject({ by: 'copy', acknowledgedAt: null });
    const again = await startInProcess({ DATA_DIR: back });
    expect(await answersAt(again)).toEqual(before);
    await expectPack(again);
    await again.stop();
  });

  test('refuses a target with another ledger, and the ledger itself', async () => {
    const other = await startInProcess();
    await other.stop();
    const refused = await cli(['copy', '--from', other.folder, '--to', standIn.url, '--to-prefix', standIn.prefix], {});
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('another ledger') });
    const itself = await cli(['copy', '--from', folder, '--to', folder], {});
    expect(itself).toMatchObject({ code: 1, stderr: expect.stringContaining('are the same store') });
  });
});
