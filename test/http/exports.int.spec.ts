import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import { cliInProcess } from '../support/cli-in-process.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

const rowsOf = (text: string) => parse<Record<string, string>>(text, { columns: true });

describe('exports', () => {
  let server: ServerInProcess;
  let before = 0;
  beforeAll(async () => {
    server = await startInProcess();
    await smallPlan(server);
    const { position } = await taken(server, '/api/actions', {
      programme: 'SMI',
      title: '=HYPERLINK("http://example.org")',
      timescale: 'As soon as can be',
    });
    before = position;
    const hidden = { programme: 'SMI', title: 'For the board alone', access: 'restricted', restrictedTo: 'BOARD' };
    await taken(server, '/api/actions', hidden);
    await taken(server, '/api/actions/SMI-A01/revise-timescale', {
      timescale: 'End Q4 2018/19',
      authority: 'group',
      reason: 'The model was agreed late',
      meeting: 'BOARD-MTG01',
    });
    await caughtUp(
      server,
      await taken(server, '/api/targets/SMI-T01/record-measurement', { period: '2018/19', value: '55' }),
    );
  });
  afterAll(async () => {
    await server?.stop();
  });

  const ask = (path: string, headers: Record<string, string> = {}) => server.get(`/api/exports/${path}`, headers);

  it('say what they stand on: in the headers, the name and the last columns', async () => {
    const { body: list } = await server.get('/api/actions');
    const { headers, text } = await ask('actions.csv');
    const { number, position, recordedAt } = list.asOf;
    expect(Object.fromEntries(headers)).toMatchObject({
      'as-of-event': String(number),
      'as-of-position': String(position),
      'as-of': recordedAt,
      'content-disposition': `attachment; filename="actions-event-${number}.csv"`,
      'content-type': 'text/csv; charset=utf-8; header=present',
    });
    const rows = rowsOf(text);
    expect(rows.map(({ Reference }) => Reference)).toEqual(
      list.items.map(({ reference }: { reference: string }) => reference),
    );
    expect(new Set(rows.map((row) => row['As of event']))).toEqual(new Set([String(number)]));
  });

  it('keep a vague timescale as written, with real days beside it', async () => {
    const rows = rowsOf((await ask('actions.csv')).text);
    expect(rows).toMatchObject([
      { Timescale: 'End Q4 2018/19', Latest: '2019-03-31', 'Original timescale': 'End Q3 2018/19' },
      { Timescale: 'As soon as can be', Earliest: '', Latest: '', Action: '\'=HYPERLINK("http://example.org")' },
      {},
    ]);
  });

  it('are of the moment asked about, with the same filters', async () => {
    const past = rowsOf((await ask(`actions.csv?asOfPosition=${before}`)).text);
    expect(past.map(({ Reference, Timescale }) => [Reference, Timescale])).toEqual([
      ['SMI-A01', 'End Q3 2018/19'],
      ['SMI-A02', 'As soon as can be'],
    ]);
    expect(rowsOf((await ask('actions.csv?owner=ORG-01')).text)).toHaveLength(1);
    expect(await ask('actions.csv?owner=NOBODY')).toMatchObject({ status: 422, body: { code: 'unknown-reference' } });
    expect(await ask('actions.csv?knownAt=soon')).toMatchObject({ status: 400, body: { code: 'bad-parameter' } });
  });

  it('hold what their reader may see', async () => {
    const reader = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const seen = rowsOf((await ask('actions.csv', bearer(reader.token))).text);
    expect(seen.map(({ Reference }) => Reference)).toEqual(['SMI-A01', 'SMI-A02']);
  });

  it('tell of slips, measurements, changes, the trail and a meeting', async () => {
    const one = async (path: string) => rowsOf((await ask(path)).text)[0];
    expect(await one('slippage.csv?moved=true')).toMatchObject({
      Original: '2018-12-31',
      Revised: '2019-03-31',
      'Times moved': '1',
      Why: 'The model was agreed late',
      'On whose word': 'group',
    });
    expect(await one('targets.csv')).toMatchObject({
      Period: '2018/19',
      Level: '60',
      Measured: '55',
      Verdict: 'missed',
    });
    expect(await one(`changes.csv?since=${before}`)).toMatchObject({ Item: 'SMI-A01', 'Days later': '90' });
    expect(await one('audit.csv?reference=SMI-A01')).toMatchObject({ Type: 'ActionCreated', Item: 'SMI-A01' });
    expect(await one('decisions.csv')).toMatchObject({
      Decision: 'Do not invest yet',
      Affects: expect.stringContaining('SMI-A01'),
    });
    expect(await one('milestones.csv')).toMatchObject({ Due: '31 October 2018', Latest: '2018-10-31' });
    expect(await one('action-log.csv?meeting=BOARD-MTG01')).toMatchObject({
      Reference: 'SMI-A01',
      'At this meeting': expect.stringMatching(/^timescale revised \(event \d+\)$/),
    });
  });

  it('begin with a byte order mark where it is asked for, and end lines as RFC 4180 says', async () => {
    const [plain, marked] = [await ask('actions.csv'), await ask('actions.csv?bom=1')];
    expect(marked.text).toBe(`\u{feff}${plain.text}`);
    expect(plain.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('name what there is where there is no such kind, format or meeting', async () => {
    expect(await ask('risks.csv')).toMatchObject({
      status: 404,
      body: { code: 'unknown-export', kinds: expect.arrayContaining(['actions', 'audit']) },
    });
    expect(await ask('actions.pdf')).toMatchObject({
      status: 404,
      body: { code: 'unknown-export-format', formats: expect.arrayContaining(['csv', 'xlsx']) },
    });
    expect(await ask('action-log.csv')).toMatchObject({ status: 400, body: { code: 'bad-parameter' } });
    expect(await ask('action-log.csv?meeting=BOARD-MTG09')).toMatchObject({ status: 404 });
    expect(await ask('actions.csv?limit=5')).toMatchObject({ status: 400, body: { code: 'unknown-parameter' } });
  });

  it('are the same from the command line', async () => {
    const { text } = await ask('actions.csv');
    const out = join(server.folder, 'actions.csv');
    const run = (...more: readonly string[]) =>
      cliInProcess(['export', '--kind', 'actions', '--format', 'csv', ...more, '--out', out], {
        DATA_DIR: server.folder,
      });
    expect(await run()).toMatchObject({ code: 0, stdout: expect.stringContaining('actions as of event'), stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe(text);
    expect(await run('--as-of-position', String(before))).toMatchObject({ code: 0 });
    expect(rowsOf(readFileSync(out, 'utf8'))).toHaveLength(2);
    expect(await cliInProcess(['export', '--kind', 'risks'], { DATA_DIR: server.folder })).toMatchObject({
      stderr: expect.stringContaining('there are actions, milestones'),
    });
  });

  it('stand at an address of the pages too, in the words of its moment', async () => {
    const page = (query: string) =>
      fetch(`${server.url}/exports/actions.csv?${query}`, { headers: bearer(ADMIN_TOKEN) });
    const found = await page('owner=ORG-01');
    expect(found.status).toBe(200);
    expect(await found.text()).toBe((await ask('actions.csv?owner=ORG-01')).text);
    expect((await page('known=yesterdayish')).status).toBe(400);
  });

  it.each([
    ['/actions?owner=ORG-01', '/exports/actions.xlsx?owner=ORG-01'],
    ['/milestones', '/exports/milestones.csv'],
    ['/targets?programme=SMI', '/exports/targets.csv?programme=SMI'],
    ['/decisions?programme=SMI', '/exports/decisions.xlsx?programme=SMI'],
    ['/dates', '/exports/slippage.csv?moved=true'],
    ['/audit?reference=SMI-A01', '/exports/audit.csv?reference=SMI-A01'],
    ['/groups/BOARD/since', '/exports/changes.xlsx?group=BOARD'],
    ['/meetings/BOARD-MTG01', '/exports/action-log.docx?of=BOARD-MTG01'],
  ])('are offered by %s, as what they are there', async (path, file) => {
    const headers = bearer(ADMIN_TOKEN);
    const html = await (await fetch(`${server.url}${path}`, { headers })).text();
    const files = [...html.matchAll(/href="(\/exports\/[^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    expect(files).toContain(file);
    for (const href of files) {
      const { status } = await fetch(`${server.url}${href}`, { headers, method: 'HEAD' });
      expect({ href, status }).toEqual({ href, status: 200 });
    }
  });

  describe('imported again', () => {
    const imported = async (name: string, body: string | Uint8Array) => {
      const headers = { ...bearer(ADMIN_TOKEN), 'content-type': 'application/octet-stream' };
      const file = typeof body === 'string' ? body : new Uint8Array(body);
      const answer = await fetch(`${server.url}/api/imports?name=${name}`, { method: 'POST', body: file, headers });
      const preview = (await answer.json()) as { readonly counts: Readonly<Record<string, number>> };
      if (answer.status !== 201) throw new Error(JSON.stringify(preview));
      return preview.counts;
    };
    const NOTHING = { create: 0, change: 0, ask: 0, 'not-understood': 0 };

    it.each([
      ...['actions.csv', 'milestones.csv', 'targets.csv', 'decisions.csv', 'action-log.csv?meeting=BOARD-MTG01'],
      ...['actions.yaml', 'milestones.yaml', 'targets.yaml'],
    ])('%s changes nothing', async (file) => {
      const counts = await imported(file.split('?')[0] ?? file, (await ask(file)).text);
      expect(counts).toMatchObject(NOTHING);
      expect(counts.leave).toBeGreaterThan(0);
    });

    it.each(['actions', 'milestones', 'targets', 'decisions'])('%s.xlsx changes nothing', async (kind) => {
      const out = join(server.folder, `${kind}.xlsx`);
      await cliInProcess(['export', '--kind', kind, '--format', 'xlsx', '--out', out], { DATA_DIR: server.folder });
      const counts = await imported(`${kind}.xlsx`, readFileSync(out));
      expect(counts).toMatchObject(NOTHING);
      expect(counts.leave).toBeGreaterThan(0);
    });

    it('brings what was changed in the file, and nothing of a report', async () => {
      const { text } = await ask('actions.csv');
      const edited = text.replace('Review the health checks', 'Review every health check');
      expect(await imported('actions.csv', edited)).toMatchObject({ ...NOTHING, change: 1 });
      expect(await imported('audit.csv', (await ask('audit.csv')).text)).toMatchObject({ ...NOTHING, leave: 0 });
    });
  });

  it("writes a meeting's action log for Word, in a board's columns", async () => {
    const out = join(server.folder, 'log.docx');
    const words = ['export', '--kind', 'action-log', '--format', 'docx', '--meeting', 'BOARD-MTG01', '--out', out];
    expect(await cliInProcess(words, { DATA_DIR: server.folder })).toMatchObject({ code: 0 });
    const { value } = await mammoth.extractRawText({ buffer: readFileSync(out) });
    const said = value.split(/\n+/);
    expect(said.slice(0, 7)).toEqual([
      ...['Action log for BOARD-MTG01', 'Reference', 'Action', 'Lead', 'By when', 'Status', 'Update'],
    ]);
    expect(said).toEqual(expect.arrayContaining(['SMI-A01', 'End Q4 2018/19', 'Commissioning group']));
    expect(value).toMatch(/This file stands on event \d+, recorded/);
  });
});
