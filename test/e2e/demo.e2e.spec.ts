import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ILLUSTRATIVE_HEADER } from '#apps/server/http/illustrative.js';
import { operations } from '#apps/server/openapi/document.js';
import { openForReading } from '#event-store/location.js';
import { START } from '#event-store/port/port.js';
import { spawnDemonstration } from '../support/demonstration.js';
import { listen } from '../support/event-stream.js';
import { cli, temporaryFolder } from '../support/processes.js';
import { answering, type TestServer } from '../support/server.js';
import type { Given } from '../support/worked-example.js';

const AT_THE_END = 'knownAt=2019-03-31T23:00:00Z';
const listed = ({ lists }: Given, figure: string) =>
  lists.find((list: Given) => list.figure === figure).items.map(({ reference }: Given) => reference);
/** What a question cannot do without. */
const ASKED: Readonly<Record<string, string>> = {
  '/api/reports/governance/items': '?figure=actions.overdue',
  '/api/reports/changes': '?group=MHB',
  '/api/search': '?q=model',
  '/api/timescales': '?text=June',
};
const NONE = 'NONE';
const RULES = 'breach: { tolerance: "2%" }\n';
const references = (items: Given[]) => items.map(({ reference }) => reference);

/** Every event of a folder, as the store gives them. */
async function eventsIn(folder: string) {
  const store = await openForReading({ engine: 'sqlite', file: join(folder, 'events.db') });
  try {
    return (await store.readAll(START, 5_000)).events;
  } finally {
    await store.close();
  }
}

const hashOf = (events: unknown) => createHash('sha256').update(JSON.stringify(events)).digest('hex');

describe('the demonstration', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await answering(spawnDemonstration(temporaryFolder()));
  });
  afterAll(async () => {
    await server?.stop();
  });

  /** A path with the first item of its kind in it. */
  async function named(path: string, plural = ''): Promise<string> {
    const numbered = path.replace('{number}', '1').replace('{file}', 'actions.csv');
    if (!numbered.includes('{ref}')) return numbered;
    if (plural === 'references') return path.replace('{ref}', 'SMI-A02');
    const { items } = await read(`/api/${plural}?limit=1`);
    return path.replace('{ref}', items[0]?.reference ?? NONE);
  }

  async function read(path: string): Promise<Given> {
    const { status, body } = await server.get(path);
    expect({ path, status, body: status === 200 ? {} : body }).toEqual({ path, status: 200, body: {} });
    return body;
  }

  test('says in every answer that its data are invented', async () => {
    expect(await read('/api/ledger')).toMatchObject({ illustrative: true, asOf: { illustrative: true } });
    const [without, missing]: [string[], string[]] = [[], []];
    for (const { method, path } of operations()) {
      if (method !== 'get' || path === '/api/events') continue;
      const [, plural] = path.split('/').slice(1);
      const { status, headers, body } = await server.get((await named(path, plural)) + (ASKED[path] ?? ''));
      expect({ path, mark: headers.get(ILLUSTRATIVE_HEADER) }).toEqual({ path, mark: 'true' });
      if (status === 404) missing.push(path);
      else if (body?.asOf?.illustrative !== true) without.push(path);
    }
    // These hold nothing of a ledger.
    expect(without).toEqual([
      '/',
      '/health/live',
      '/health/ready',
      '/metrics',
      // Which commands an item takes is answered by the commands, of no moment.
      '/api/references/{ref}/verbs',
      // A Word file says so in its text.
      '/api/meetings/{ref}/minutes.docx',
      '/api/event-types',
      '/api/openapi.json',
      // Each row of a file says so, and a calendar in its description.
      '/api/exports/{file}',
      '/api/exports/calendar.ics',
      // These hold hashes, in forms that standards fix.
      '/api/checkpoint',
      '/api/checkpoint/consistency',
      '/api/checkpoint/witnesses',
      '/api/events/{number}/proof',
      // The report in it says so.
      '/api/meetings/{ref}/pack.zip',
    ]);
    // The demonstration has no token, no webhook, no import and no witness, and what tiles there are depends on its size.
    expect(
      missing.filter((path) => !/^\/api\/((tokens|webhooks|imports)\/\{ref\}|tile\/|checkpoint\/cosigned)/.test(path)),
    ).toEqual([]);
    expect(server.stdout()).toContain('Illustrative data');
  });

  test('says so in every event that it streams', async () => {
    const stream = await listen(server);
    await stream.until(({ id }) => id === 500);
    stream.close();
    expect(stream.events.filter(({ data }) => data.illustrative !== true)).toEqual([]);
    const { headers } = await server.ask('/api/events', { method: 'HEAD' });
    expect(headers.get(ILLUSTRATIVE_HEADER)).toBe('true');
  });

  test('governance: a past meeting was shown what the ledger says of that day still', async () => {
    const { pack } = await read('/api/meetings/MHB-MTG04');
    const shown = await read(
      `/api/reports/governance?group=MHB&asOfPosition=${pack.position}&effectiveAt=2018-07-10T12:00:00Z`,
    );
    expect(listed(shown, 'actions.overdue')).toContain('EIP-A02');
    expect(listed(shown, 'decisions.conditionsOpen')).toEqual(['SMI-D01']);
    const end = await read(`/api/reports/governance?group=MHB&${AT_THE_END}`);
    expect(listed(end, 'decisions.conditionsOpen')).toEqual([]);
    expect(end.totals.actions).toMatchObject({ blocked: 1, deferred: 1, withdrawn: 1 });
  });

  test('changes: what came between two meetings', async () => {
    const { items } = await read('/api/reports/changes?group=MHB&since=MHB-MTG10&until=MHB-MTG11');
    const what = new Map(items.map((item: Given) => [item.reference, item.what]));
    expect(what.get('SMI-D01')).toEqual(['condition-met']);
    expect(what.get('SMI-A02')).toEqual(['rated', 'completed']);
    const summer = await read('/api/reports/changes?programme=IAPT&since=2018-08-15&until=2018-08-31');
    expect(summer.items).toMatchObject([{ reference: 'IAPT-T09', what: ['corrected'] }]);
  });

  test('dossiers: the deferral, its late condition, release and review; and a decision with its pack', async () => {
    const { known, conditions, consequences, reviews } = await read(`/api/decisions/SMI-D01/dossier?${AT_THE_END}`);
    expect(known.held.note).toMatch(/entered 2018-03-29; the ledger held nothing then\.$/);
    expect(conditions).toMatchObject([{ outcome: 'met', event: { occurredAt: '2019-02-05', meeting: 'STP-MTG01' } }]);
    const [, model] = consequences.affected;
    expect(model).toMatchObject({ reference: 'SMI-A02', since: { status: 'verified' } });
    expect(reviews).toMatchObject([{ outcome: 'upheld' }, { dueBy: '2019-09-30', state: 'due' }]);
    const taken = (await read('/api/decisions/MHB-D04/dossier')).known;
    expect(taken.shown).toMatchObject({ meeting: 'MHB-MTG11', proved: true });
    expect(taken.differences).toMatchObject([
      { reference: 'SMI-A03', shown: { latest: '2019-02-28' }, held: { latest: '2019-03-31' } },
    ]);
    const replaced = { status: 'superseded', supersededBy: 'MHB-D02', reviewBy: null, reviewLapsed: '2018-09-18' };
    expect(await read('/api/decisions/MHB-D01')).toMatchObject(replaced);
  });

  test('slippage: agreed and not, in time and late, first dates and dates given up', async () => {
    expect(await read(`/api/reports/slippage?group=MHB&${AT_THE_END}`)).toMatchObject({
      moves: 10,
      slips: 8,
      notAgreed: 1,
      nearDue: 6,
    });
    const { items } = await read(`/api/reports/slippage/items?group=MHB&moved=true&${AT_THE_END}`);
    const last = new Map(items.map(({ reference, promises }: Given) => [reference, promises.at(-1).movement]));
    expect([last.get('PL-A03'), last.get('DEM-A02'), last.get('PNMH-A07')]).toEqual([
      'first-date',
      'given-up',
      'brought-forward',
    ]);
    expect(references(items)).not.toContain('SMI-A06');
  });

  test('watermelons: green at three meetings after its date', async () => {
    const { items } = await read('/api/reports/watermelons?group=MHB&knownAt=2018-11-15T12:00:00Z');
    expect(items).toMatchObject([{ reference: 'EIP-A02', rating: 'green', since: '2018-07-01' }]);
    const differing = items[0].meetings.filter(({ differs }: Given) => differs);
    expect(differing.map(({ meeting }: Given) => meeting)).toEqual(['MHB-MTG07', 'MHB-MTG06', 'MHB-MTG04']);
  });

  test('silences: an owner, figures that stopped, a target out of reach', async () => {
    const told = await read(`/api/reports/silences?group=MHB&${AT_THE_END}`);
    expect(references(told.silentOwners)).toEqual(['PHD-SUICIDE-COORDINATOR']);
    expect(told.stopped).toContainEqual(expect.objectContaining({ reference: 'DEM-T03', last: '2018-10' }));
    // The ambition AMH-T02 has no path to project, and the year of IAPT-T07 is over.
    expect(told.outOfReach).toEqual([]);
    const { outOfReach } = await read('/api/reports/silences?effectiveAt=2018-03-31');
    expect(references(outOfReach)).toEqual(['IAPT-T07']);
    expect(told.noReviewDate.items.length).toBeGreaterThan(0);
    expect(told.silentActions.items.length).toBeGreaterThan(0);
  });

  test('control charts: limits, a signal, and limits that wait under a decision', async () => {
    const { phases, waiting, points } = await read(`/api/targets/EIP-T01/spc?${AT_THE_END}`);
    expect(phases).toMatchObject([{ points: 14, lower: expect.any(String) }]);
    expect(waiting).toEqual([{ from: '2018-10', decision: 'MHB-D03' }]);
    const august = points.find(({ period }: Given) => period === '2018-08');
    expect(august.signals).toContainEqual(expect.objectContaining({ rule: 'outside-limits', means: 'concern' }));
    const { items } = await read('/api/targets/EIP-T01/history');
    const types = items.map(({ type }: Given) => type);
    expect(types.indexOf('TargetRecovered')).toBeGreaterThan(types.indexOf('TargetBreached'));
  });

  test('the audit trail names those who spoke, and a restricted note is for its group', async () => {
    const { items } = await read('/api/audit?reference=AMH-A01&type=ActionTimescaleRevised');
    expect(items).toMatchObject([
      { actor: { party: 'CCG-BOARD-SECRETARY' }, onBehalfOf: { party: 'DHC-COO', source: 'E-mail of 12 November' } },
    ]);
    expect((await read('/api/audit?actor=PHD-CHECKS-LEAD&limit=100')).items.length).toBeGreaterThan(8);
    expect((await read('/api/audit?reference=AMH-A08&type=ActionNoteAdded')).items).toHaveLength(1);
  });

  async function run(...args: string[]) {
    const { code, stdout, stderr } = await cli(args, { DATA_DIR: server.folder });
    expect({ args, code, stderr: code === 0 ? '' : stderr }).toEqual({ args, code: 0, stderr: '' });
    return { stdout, stderr };
  }

  test('the command line says it first, in reports and replay', async () => {
    expect((await run('report', 'watermelons')).stdout).toMatch(/^Illustrative data\n/);
    const replayed = (await run('replay', '--by', 'meeting', '--programme', 'SMI')).stdout;
    expect(replayed).toMatch(/^Illustrative data\n/);
    const [step] = (await run('replay', '--by', 'meeting', '--json')).stdout.split('\n');
    expect(JSON.parse(step as string)).toMatchObject({ illustrative: true, meeting: 'MHB-MTG01' });
  });

  test('and in what-if, deadlines and export', async () => {
    const rules = join(server.folder, 'rules.yaml');
    writeFileSync(rules, RULES);
    expect((await run('what-if', '--rules', rules)).stdout).toMatch(/^Illustrative data\n/);
    const dry = (await run('deadlines', '--dry-run', '--json')).stdout;
    for (const json of [dry, (await run('what-if', '--rules', rules, '--json')).stdout])
      expect(JSON.parse(json)).toMatchObject({ illustrative: true });
    expect((await run('export')).stderr).toBe('Illustrative data\n');
    expect((await run('export', '--out', join(server.folder, 'all.jsonl'))).stdout).toMatch(/^Illustrative data\n/);
  });

  test('loads nothing twice, and where it was cut off goes on to the same events', async () => {
    const first = await eventsIn(server.folder);
    const folder = temporaryFolder();
    const cut = spawnDemonstration(folder);
    await cut.says(/273 of/, 'stderr');
    cut.signal('SIGINT');
    expect(await cut.ended).toMatchObject({ code: 0 });
    expect((await eventsIn(folder)).length).toBeLessThan(first.length);
    const again = await answering(spawnDemonstration(folder));
    await again.stop();
    expect(hashOf(await eventsIn(folder))).toBe(hashOf(first));
    const third = await answering(spawnDemonstration(folder));
    expect((await third.stop()).stderr).not.toContain('Loading');
    expect(await eventsIn(folder)).toHaveLength(first.length);
  });
});

describe('the demonstration is refused', () => {
  test.each([
    ['EVENTSTOREDB_URL', 'esdb://127.0.0.1:2113?tls=false'],
    ['DATABASE_URL', 'postgres://127.0.0.1/none'],
  ])('with %s', async (name, value) => {
    const { code, stderr } = await spawnDemonstration(temporaryFolder(), { [name]: value }).ended;
    const said = `The demo uses its own data folder and no shared store; unset ${name}.\n`;
    expect({ code, stderr }).toEqual({ code: 1, stderr: said });
  });
});
