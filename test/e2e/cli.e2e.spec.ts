import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { markOf } from '#domain/kernel/event-mark.js';
import { isRestoredCopy, readFolderCopy } from '#platform/folder-copy.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventsIn } from '../support/events.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { cli, temporaryFolder } from '../support/processes.js';
import { type ApiServer, startServer } from '../support/server.js';
import { caughtUp, taken } from '../support/small-plan.js';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A plan of one party, one programme and one action. */
function smallPlan(extra = ''): string {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'plan.yaml'),
    'ledger: Small plan\ndocument: { file: small.txt }\noccurredAt: 2018-03\nfiles: [items.yaml]\n',
  );
  writeFileSync(
    join(folder, 'items.yaml'),
    `items:
  - party: CCG
    body: { kind: organisation, name: Clinical commissioning group }
  - programme: SMI
    body: { name: Physical health checks }
  - action: SMI-A01
    body: { programme: SMI, title: Review the checks, owner: CCG }
${extra}`,
  );
  return folder;
}

/** The same on a server that runs. */
async function onServer(server: ApiServer): Promise<void> {
  await taken(server, '/api/parties', { reference: 'CCG', kind: 'organisation', name: 'Clinical commissioning group' });
  await taken(server, '/api/programmes', { reference: 'SMI', name: 'Physical health checks' });
  const action = { reference: 'SMI-A01', programme: 'SMI', title: 'Review the checks', owner: 'CCG' };
  await caughtUp(server, await taken(server, '/api/actions', action));
}

async function json(args: string[], env: Record<string, string>, run = cli) {
  const { code, stdout, stderr } = await run([...args, '--json'], env);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('action-ledger', () => {
  test.each([
    [['nonsense'], 2, cli],
    [['token'], 2, cliInProcess],
    [['token', 'create'], 2, cli],
    [['import'], 2, cli],
    [['token', 'list', '--loud'], 2, cliInProcess],
    [['deadlines', 'dry-run'], 2, cli],
    [['replay', 'SMI'], 2, cli],
    [['--help'], 0, cliInProcess],
    [['token', 'create', '--help'], 0, cli],
  ])('%j ends with code %d', async (args, code, run) => {
    const ended = await run(args, { DATA_DIR: temporaryFolder() });
    expect(ended.code).toBe(code);
    expect(ended.stdout + ended.stderr).not.toBe('');
  });

  test('says in one line that there is no ledger, and makes none', async () => {
    const DATA_DIR = join(temporaryFolder(), 'none');
    for (const [args, run] of [
      [['token', 'list'], cliInProcess],
      [['export'], cliInProcess],
      [['backup', `${DATA_DIR}-copy`], cli],
    ] as const) {
      const { code, stderr } = await run(args, { DATA_DIR });
      expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
      expect(stderr).toContain(DATA_DIR);
    }
    expect(existsSync(DATA_DIR)).toBe(false);
  });

  test('works on the folder where no server runs', async () => {
    const DATA_DIR = join(temporaryFolder(), 'data');
    const folder = smallPlan();
    expect(await json(['import', folder, '--check'], { DATA_DIR })).toEqual({ folder, commands: 3, valid: true });
    expect(existsSync(DATA_DIR)).toBe(false);
    expect((await cli(['import', folder], { DATA_DIR })).code).toBe(0);
    const count = (await eventsIn(DATA_DIR)).length;
    expect((await cli(['import', folder], { DATA_DIR })).code).toBe(0);
    expect(await eventsIn(DATA_DIR)).toHaveLength(count);
    const made = await json(['token', 'create', '--party', 'CCG', '--roles', 'viewer, contributor'], { DATA_DIR });
    expect(made).toMatchObject({ reference: 'TOKEN-01', token: expect.stringMatching(/^al_/) });

    const server = await startInProcess({ DATA_DIR });
    expect((await server.post('/api/actions/SMI-A01/start', {}, bearer(made.token))).status).toBe(200);
    await server.stop();
    const text = await cli(['token', 'list'], { DATA_DIR });
    expect(text.stdout).toMatch(/^TOKEN-01 {2}viewer,contributor {2}made .* {2}live$/m);
  });

  test('works through the server that runs, also with an address and token of its own', async () => {
    const server = await startServer();
    const DATA_DIR = server.folder;
    expect((await cli(['import', smallPlan()], { DATA_DIR })).code).toBe(0);
    const made = await json(['token', 'create', '--party', 'CCG', '--roles', 'viewer', '--label', 'Reports'], {
      DATA_DIR,
    });
    const remote = { DATA_DIR: temporaryFolder(), ACTION_LEDGER_URL: server.url };
    expect((await cliInProcess(['token', 'list'], remote)).stderr).toMatch(/ACTION_LEDGER_TOKEN is not set/);
    const refused = await cliInProcess(['token', 'list', '--json'], { ...remote, ACTION_LEDGER_TOKEN: made.token });
    expect({ code: refused.code, ...JSON.parse(refused.stderr) }).toMatchObject({ code: 'not-allowed' });
    const admin = {
      ...remote,
      ACTION_LEDGER_TOKEN: JSON.parse(readFileSync(join(DATA_DIR, 'server.json'), 'utf8')).token,
    };
    expect(await json(['token', 'list'], admin, cliInProcess)).toMatchObject([
      { reference: 'TOKEN-01', label: 'Reports', revokedAt: null },
    ]);
    expect(await json(['token', 'revoke', 'TOKEN-01', '--reason', 'Lost'], admin)).toMatchObject({
      reference: 'TOKEN-01',
    });
    expect((await server.get('/api/tokens', bearer(made.token))).status).toBe(401);
    expect((await cli(['token', 'revoke', 'TOKEN-01'], admin)).stdout).toBe('TOKEN-01 was revoked before\n');
    const unknown = await cli(['token', 'revoke', 'TOKEN-77'], admin);
    expect({ code: unknown.code, said: unknown.stderr }).toEqual({
      code: 1,
      said: expect.stringContaining('TOKEN-77'),
    });
    await server.kill();
    // The killed server's server.json is still there; who holds the folder decides.
    expect(existsSync(join(DATA_DIR, 'server.json'))).toBe(true);
    expect(await json(['token', 'list'], { DATA_DIR }, cliInProcess)).toMatchObject([
      { revokedAt: expect.any(String) },
    ]);
  });

  test('names the place of a command that is refused, and what is wrong with one that is malformed', async () => {
    const DATA_DIR = join(temporaryFolder(), 'data');
    const unknown = await cli(
      ['import', smallPlan('  - action: SMI-A02\n    body: { programme: SMI, title: T, owner: NOBODY }\n')],
      { DATA_DIR },
    );
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/items\.yaml:8: SMI-A02 is created: .*NOBODY.*\(unknown-reference\)/);
    const malformed = await cli(
      ['import', '--check', smallPlan('  - action: SMI-A02\n    body: { programme: SMI }\n')],
      { DATA_DIR },
    );
    expect(malformed).toMatchObject({ code: 1, stderr: expect.stringMatching(/items\.yaml:9: SMI-A02 body title/) });
    const missing = await cli(['import', join(DATA_DIR, 'plan.docx')], { DATA_DIR });
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/There is no file or folder .*plan\.docx/),
    });
  });

  test('exports and backs up beside a running server, and the copy starts as the ledger did', async () => {
    const server = await startInProcess();
    const DATA_DIR = server.folder;
    await onServer(server);
    const { token } = await taken(server, '/api/tokens', { party: 'CCG', roles: ['auditor', 'administrator'] });
    // The mark is written after the first checkpoint.
    await eventually(async () => existsSync(join(DATA_DIR, 'high-water')));
    const out = join(temporaryFolder(), 'events.jsonl');
    const events = (await eventsIn(DATA_DIR)).map(({ checkpoint: _, ...event }) => event);
    expect(await json(['export', '--out', out], { DATA_DIR })).toEqual({
      file: out,
      events: events.length,
      checkpoint: `${out}.checkpoint`,
    });
    const lines = (written: string) =>
      written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(lines(readFileSync(out, 'utf8'))).toEqual(events);
    expect(lines((await cli(['export'], { DATA_DIR })).stdout)).toEqual(events);
    const pipe = join(temporaryFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const cat = spawn('cat', [pipe]);
    const piped = text(cat.stdout);
    await json(['export', '--out', pipe], { DATA_DIR });
    // A file in place of a device such as /dev/null would break the machine.
    const isKept = statSync(pipe).isFIFO();
    if (!isKept) cat.kill();
    expect(isKept).toBe(true);
    expect(lines(await piped)).toEqual(events);

    const copy = temporaryFolder();
    const proof = ['tree.db', 'high-water', 'keys/public-keys'];
    expect(await json(['backup', copy], { DATA_DIR })).toMatchObject({
      files: ['events.db', 'access.db', 'format', ...proof],
    });
    expect((await cli(['backup', copy], { DATA_DIR })).stderr).toContain('is not empty');
    expect(statSync(join(copy, 'events.db')).mode & 0o777).toBe(0o600);
    const numbered = events.filter(({ stream }) => !stream.startsWith('reference-'));
    const head = markOf({ number: numbered.length, eventId: String(numbered.at(-1)?.id) });
    expect(readFolderCopy(copy)).toMatchObject({
      by: 'backup',
      from: realpathSync(DATA_DIR),
      head,
      acknowledgedAt: null,
    });
    expect(isRestoredCopy(DATA_DIR)).toBe(false);
    await server.post('/api/programmes', { reference: 'LATER', name: 'After the copy' });
    await server.stop();

    const restored = await startInProcess({ DATA_DIR: copy });
    expect(await eventsIn(copy)).toHaveLength(events.length);
    expect((await restored.get('/api/tokens', bearer(token))).status).toBe(200);
    const made = await restored.post('/api/actions', { programme: 'SMI', title: 'After the restore' });
    expect(made.body).toMatchObject({ reference: 'SMI-A02' });
    expect(isRestoredCopy(copy)).toBe(true);
    await restored.stop();
  });

  test('compares the live read models with those made afresh, beside a running server, and names what differs', async () => {
    const server = await startInProcess();
    const DATA_DIR = server.folder;
    await onServer(server);
    expect((await cli(['projections', 'diff'], { DATA_DIR })).stdout).toMatch(
      /^0 of \d+ rows differ, as of position \d+\n$/,
    );
    await server.stop();
    const { live } = JSON.parse(readFileSync(join(DATA_DIR, 'read-models.json'), 'utf8'));
    const db = new Database(join(DATA_DIR, live));
    db.exec("UPDATE texts SET title = 'Something else' WHERE title = 'Review the checks'");
    db.close();
    const { code, stdout } = await cli(['projections', 'diff', '--json'], { DATA_DIR });
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 1,
      different: 1,
      differences: [
        {
          table: 'texts',
          item: 'SMI-A01',
          columns: [{ name: 'title', live: 'Something else', fresh: 'Review the checks' }],
        },
      ],
    });
    expect((await cli(['rebuild'], { DATA_DIR })).stdout).toMatch(/^1 of \d+ rows differ/m);
    expect((await cli(['projections', 'diff'], { DATA_DIR })).stdout).toMatch(/^0 of /);
  });

  test('leaves no half of a backup where one fails', async () => {
    const DATA_DIR = temporaryFolder();
    mkdirSync(join(DATA_DIR, 'events.db'));
    const copy = join(temporaryFolder(), 'copy');
    expect((await cli(['backup', copy], { DATA_DIR })).code).toBe(1);
    expect(existsSync(copy)).toBe(false);
  });
});
