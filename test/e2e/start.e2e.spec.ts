import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { ADMIN_TOKEN, answering, spawnServer, startServer } from '../support/server.js';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the server', () => {
  test('prints its settings without secrets, and is live and ready', async () => {
    const server = await startServer();
    expect((await server.get('/health/live')).body).toEqual({ status: 'live' });
    expect(await server.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
    const { stdout } = await server.stop();
    expect(stdout).toContain('ADMIN_TOKEN=(set)');
    expect(stdout).not.toContain(ADMIN_TOKEN);
  });

  test('logs each response once, without query or credential', async () => {
    const server = await startServer({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
    await server.get('/api/tokens?secret=hush');
    const { stdout } = await server.stop();
    const lines = stdout.split('\n').filter((line) => line.includes('"request"'));
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { method: 'GET', path: '/api/tokens', status: 400, token: 'admin' },
    ]);
    expect(stdout).not.toContain('hush');
    expect(stdout).not.toContain(ADMIN_TOKEN);
  });

  test('logs no secret of an address, however its path is written', async () => {
    const server = await startServer({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
    const links = ['/sign-in/hush', '/sign%2Din/hush', '/sign-in/hush/', '/%73ign-in/hush?hush', '//sign-in/hush'];
    const calendars = ['/calendar/hush.ics', '/c%61lendar/hush.ics', '/calendar/hush/', '//calendar/hush.ics?hush'];
    for (const path of [...links, ...calendars]) await fetch(server.url + path);
    const { stdout } = await server.stop();
    const lines = stdout.split('\n').filter((line) => line.includes('"request"'));
    expect(lines.map((line) => JSON.parse(line).path)).toEqual([
      ...links.map(() => '/sign-in/[redacted]'),
      ...calendars.map(() => '/calendar/[redacted]'),
    ]);
    expect(stdout).not.toContain('hush');
  });

  test('is not ready once its disk takes no more events, and goes on answering questions', async () => {
    const server = await answering(spawnServer({ LOG_LEVEL: 'silent' }, 2048));
    await server.post('/api/programmes', { reference: 'SMI', name: 'Severe mental illness' });
    const decision = { title: 'Go', disposition: 'approve', rationale: 'x'.repeat(10_000), decidedOn: '2018-03' };
    let answer = await server.post('/api/decisions', decision);
    while (answer.status === 201) answer = await server.post('/api/decisions', decision);
    expect(answer).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
    let ready = await server.get('/health/ready');
    while (!ready.body.waiting?.includes('store')) ready = await server.get('/health/ready');
    expect(ready.status).toBe(503);
    expect((await server.get('/api/programmes/SMI')).status).toBe(200);
    await server.kill();
  });

  test('logs for people where asked to', async () => {
    const server = await startServer({ LOG_LEVEL: 'info', LOG_FORMAT: 'pretty' });
    await server.get('/health/live');
    expect((await server.stop()).stdout).toMatch(/GET \/health\/live 200 in [\d.]+ ms/);
  });

  test('leaves its address and a token for the command line, while it runs', async () => {
    const server = await startInProcess();
    const file = join(server.folder, 'server.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { url, token } = JSON.parse(readFileSync(file, 'utf8'));
    expect(url).toBe(server.url);
    expect((await server.get('/api/tokens', bearer(token))).status).toBe(200);
    await server.stop();
    expect(existsSync(file)).toBe(false);
    const again = await startInProcess({ DATA_DIR: server.folder });
    expect((await again.get('/api/tokens', bearer(token))).status).toBe(401);
    await again.stop();
  });

  test('takes ADMIN_TOKEN while it is set, and stores it nowhere', async () => {
    const server = await startInProcess();
    expect((await server.get('/api/tokens')).body).toMatchObject({ items: [], nextCursor: null });
    await server.stop();
    expect(existsSync(join(server.folder, 'admin-token'))).toBe(false);
    const other = await startInProcess({ DATA_DIR: server.folder, ADMIN_TOKEN: `${ADMIN_TOKEN}-changed` });
    expect((await other.get('/api/tokens')).status).toBe(401);
    await other.stop();
  });

  test('makes the first token once, in a file that only its owner can read', async () => {
    const server = await startInProcess({ ADMIN_TOKEN: undefined });
    const file = join(server.folder, 'admin-token');
    expect(server.stdout()).toContain(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const token = readFileSync(file, 'utf8').trim();
    expect(server.stdout()).not.toContain(token);
    const { body } = await server.get('/api/tokens', bearer(token));
    expect(body.items).toMatchObject([{ reference: 'TOKEN-01', roles: ['administrator', 'secretary'] }]);
    expect(JSON.stringify(body)).not.toContain(token);
    await server.stop();

    const again = await startInProcess({ DATA_DIR: server.folder, ADMIN_TOKEN: undefined });
    expect(again.stdout()).not.toContain('admin-token');
    expect((await again.get('/api/tokens', bearer(token))).body.items).toHaveLength(1);
    await again.stop();
  });
});

describe('the server does not start', () => {
  async function refused(settings: Record<string, string>): Promise<string> {
    const { code, stderr } = await spawnServer(settings).ended;
    expect(code).toBe(1);
    return stderr.trim();
  }

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['ADMIN_TOKEN', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['ROLE', 'api'],
    ['RATE_LIMIT', '0'],
    ['HOST', '0.0.0.0'],
    ['EVENTSTOREDB_URL', 'http://localhost:2113'],
    ['STREAM_PREFIX', 'mine'],
    ['DATABASE_URL', 'localhost'],
    ['SEED', 'no/such/plan'],
  ])('with %s=%s, and names it', async (name, value) => {
    const folder = join(temporaryFolder(), 'data');
    const said = await refused({ [name]: value, DATA_DIR: folder });
    expect(said).toContain(name === 'SEED' ? value : name);
    expect(existsSync(folder)).toBe(false);
  });

  test('on a port that is in use', async () => {
    const taken = createServer().unref();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const folder = temporaryFolder();
    expect(await refused({ PORT: String(port), DATA_DIR: folder })).toBe(
      `PORT ${port} on 127.0.0.1 is in use; stop what listens there, or set PORT.`,
    );
    // Found before there is anything to load.
    expect(existsSync(join(folder, 'events.db'))).toBe(false);
    await new Promise((resolve) => taken.close(resolve));
    await (await startInProcess({ DATA_DIR: folder })).stop();
  });

  test('on a folder that another process has', async () => {
    const server = await startServer();
    expect(await refused({ DATA_DIR: server.folder })).toBe(
      `DATA_DIR ${server.folder} is in use by process ${server.pid}; stop it first, or set DATA_DIR to another folder.`,
    );
    expect((await server.get('/health/ready')).status).toBe(200);
    await server.stop();
  });

  test('on what is no folder, or one of a newer version', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await refused({ DATA_DIR: file })).toContain(`DATA_DIR ${file} cannot be used`);
    writeFileSync(join(folder, 'format'), '99\n');
    expect(await refused({ DATA_DIR: folder })).toContain('has data format 99');
  });
});
