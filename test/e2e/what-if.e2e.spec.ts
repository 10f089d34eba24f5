import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { startInProcess } from '../support/in-process.js';
import { cli, ROOT, start, temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

const NAMED = join(temporaryFolder(), 'rules.yaml');
const LENIENT = 'breach:\n  tolerance: "2"\n  programmes: [WHOLE]\nscheme:\n  derived: { offTrackAfterDays: 14 }\n';

let server: ApiServer;
let meeting: string;
let scratch: string;
beforeAll(async () => {
  server = await startInProcess();
  scratch = temporaryFolder();
  await taken(server, '/api/programmes', { reference: 'WHOLE', name: 'All of it' });
  await smallPlan(server);
  await taken(server, '/api/programmes/SMI/describe', { parent: 'WHOLE' });
  const due = new Date(Date.now() - 10 * 86_400_000).toLocaleDateString('en-GB', { dateStyle: 'long' });
  await taken(server, '/api/actions', { programme: 'SMI', title: 'Agree the model', timescale: due });
  await taken(server, '/api/targets/SMI-T01/record-measurement', { period: '2018/19', value: 59 });
  const startsAt = new Date().toISOString();
  ({ reference: meeting } = await taken(server, '/api/meetings', { group: 'BOARD', startsAt }));
  await caughtUp(server, await taken(server, `/api/meetings/${meeting}/hold`, { quorate: true }));
});
afterAll(async () => {
  await server?.stop();
});

const environment = () => ({ DATA_DIR: server.folder, TMPDIR: scratch });
function whatIf(rules: string, ...args: string[]) {
  writeFileSync(NAMED, rules);
  return cli(['what-if', '--rules', NAMED, ...args], environment());
}

/** The server beside writes the last checkpoint up to a second after its event. */
const OF_THE_SERVER = /-(wal|shm|lock|journal)$|^high-water$/;

/** What a folder holds, but for what a server beside it touches by being there: of a database what its tables hold. */
function contents(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !OF_THE_SERVER.test(name) && statSync(join(folder, name)).isFile())
    .map((name) => {
      const file = join(folder, name);
      return [name, hashOf(name.endsWith('.db') ? rowsIn(file) : readFileSync(file))];
    });
}

const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

function rowsIn(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck();
    return JSON.stringify(tables.all().map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).all()]));
  } finally {
    db.close();
  }
}

describe('action-ledger what-if, beside a running server', () => {
  test('tells people which figures, ratings and breaches would have been others', async () => {
    const before = contents(server.folder);
    const { code, stdout } = await whatIf(LENIENT);
    expect({ code, stdout }).toMatchObject({ code: 0 });
    const rows = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
    const today = new Date().toISOString().slice(0, 10);
    expect(rows).toContainEqual([meeting, 'BOARD', expect.stringMatching(/^\d{4}-\d\d-\d\d$/), '2', '1']);
    expect(rows).toContainEqual([meeting, 'SMI', 'targets.breached', '1', '0']);
    expect(rows).toContainEqual([meeting, 'SMI-A02', 'red (Off track)', 'amber (At risk)']);
    expect(stdout).toContain('1 breaches were raised, 0 would have been.');
    expect(rows).toContainEqual(['SMI-T01', '2018/19', today, 'never']);
    expect(contents(server.folder)).toEqual(before);
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('answers the same as JSON, with the moment that it stands on', async () => {
    const { code, stdout } = await whatIf(LENIENT, '--json');
    const answer = JSON.parse(stdout);
    const { asOf } = (await server.get('/api/programmes?limit=1')).body;
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: {
        asOf,
        matched: { schemes: 1, targets: 1, judged: 1 },
        unmatched: [],
        breaches: { ledger: 1, rules: 0, different: [{ target: 'SMI-T01', ledger: expect.any(String), rules: null }] },
      },
    });
    const differing = answer.meetings.find((each: { meeting: string }) => each.meeting === meeting);
    expect(differing).toMatchObject({ known: true, ratings: { different: 1 } });
  });

  test('says of a rule that it matches nothing', async () => {
    const { code, stdout } = await whatIf('breach: { consecutive: 2, programmes: [NONE] }');
    expect({ code, said: stdout.includes('The breach rule matches nothing') }).toEqual({ code: 0, said: true });
  });

  test.each([
    [['--from', '2099-01-01'], 'moment-in-the-future', 'from'],
    [['--to', '2018-01-01'], 'before-the-beginning', 'to'],
    [['--to', '999999999'], 'bad-moment', 'to'],
  ])('refuses %j with %s', async (span, code, field) => {
    const { code: exit, stdout, stderr } = await whatIf(LENIENT, ...span, '--json');
    expect({ exit, stdout, problem: JSON.parse(stderr) }).toMatchObject({
      exit: 2,
      stdout: '',
      problem: { code, field },
    });
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('refuses moments the wrong way round, a rule that there is not, and no file', async () => {
    const now = Date.now();
    const [from, to] = [new Date(now).toISOString(), new Date(now - 1).toISOString()];
    const reversed = await whatIf(LENIENT, '--from', from, '--to', to);
    expect(reversed).toMatchObject({ code: 2, stdout: '', stderr: 'from must not be later than to.\n' });
    const misspelt = await whatIf('breach:\n  tolerence: "2%"\n');
    expect(misspelt).toMatchObject({ code: 2, stdout: '' });
    expect(misspelt.stderr).toBe(`${NAMED}:2: breach.tolerence: tolerence is not a field of these rules.\n`);
    const missing = await cli(['what-if', '--rules', join(scratch, 'none.yaml'), '--json'], environment());
    expect({ ...missing, stderr: JSON.parse(missing.stderr) }).toMatchObject({
      code: 2,
      stderr: { code: 'bad-rules' },
    });
    expect(await cli(['what-if'], environment())).toMatchObject({ code: 2, stdout: '' });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('removes its scratch file when %s ends it', async (signal) => {
    writeFileSync(NAMED, LENIENT);
    const began = new Promise<void>((resolve) => {
      const watcher = watch(scratch, () => {
        watcher.close();
        resolve();
      });
    });
    const program = [join(ROOT, 'bin/action-ledger.js'), 'what-if', '--rules', NAMED];
    const running = start(process.execPath, program, environment());
    await began;
    running.signal(signal);
    expect(await running.ended).toMatchObject({ code: null, stdout: '' });
    expect(readdirSync(scratch)).toEqual([]);
  });
});

test('where there is no ledger it says so, and makes none', async () => {
  const folder = join(temporaryFolder(), 'none');
  writeFileSync(NAMED, LENIENT);
  const { code, stderr } = await cli(['what-if', '--rules', NAMED], { DATA_DIR: folder });
  expect({ code, stderr, made: existsSync(folder) }).toMatchObject({ code: 1, made: false });
});
