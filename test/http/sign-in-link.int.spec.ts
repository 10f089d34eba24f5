import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { cliInProcess } from '../support/cli-in-process.js';
import { startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN, type ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

const OPENED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** Opens a link as a browser does, and answers with what its session may see of the tokens. */
async function seenThrough(url: string): Promise<{ readonly status: number; readonly tokens: number }> {
  const opened = await request(url).get('').set(OPENED);
  const [cookie = ''] = opened.headers['set-cookie'] ?? [];
  const headers = { cookie: cookie.split(';')[0] as string };
  return { status: opened.status, tokens: (await request(new URL(url).origin).get('/api/tokens').set(headers)).status };
}
const urlIn = (stdout: string) => /^Sign in at (http\S+)\nIt works once, until \d{4}-/.exec(stdout)?.[1] ?? '';
const here = () => ({ DATA_DIR: server.folder });

describe('action-ledger sign-in-link', () => {
  it('signs the administrator in beside a running server, which has no token but ADMIN_TOKEN', async () => {
    const { stdout, code } = await cliInProcess(['sign-in-link'], here());
    expect(code).toBe(0);
    expect(urlIn(stdout)).toContain(server.url);
    expect(await seenThrough(urlIn(stdout))).toEqual({ status: 303, tokens: 200 });
  });

  it('signs in as a token that is named, and as none that is revoked or never was', async () => {
    const { reference } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const { stdout } = await cliInProcess(['sign-in-link', '--token', reference, '--json'], here());
    const { url, expiresAt } = JSON.parse(stdout);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    expect(await seenThrough(url)).toEqual({ status: 303, tokens: 403 });
    await taken(server, `/api/tokens/${reference}/revoke`);
    const revoked = await cliInProcess(['sign-in-link', '--token', reference], here());
    expect(revoked).toMatchObject({ code: 1, stderr: expect.stringContaining('is revoked; create another') });
    const unknown = await cliInProcess(['sign-in-link', '--token', 'TOKEN-99'], here());
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no token TOKEN-99') });
  });

  it('asks a server elsewhere for a link of its own token', async () => {
    const remote = { ACTION_LEDGER_URL: server.url, ACTION_LEDGER_TOKEN: ADMIN_TOKEN };
    const { stdout } = await cliInProcess(['sign-in-link'], remote);
    expect(await seenThrough(urlIn(stdout))).toEqual({ status: 303, tokens: 200 });
    const other = await cliInProcess(['sign-in-link', '--token', 'TOKEN-01'], remote);
    expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('ACTION_LEDGER_TOKEN') });
  });

  it('refuses a folder without a ledger', async () => {
    const nowhere = await cliInProcess(['sign-in-link'], { DATA_DIR: `${server.folder}-none` });
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no ledger') });
  });

  it('makes a link on a folder that no server holds, which the next server takes', async () => {
    const first = await startInProcess({ ADMIN_TOKEN: undefined });
    await first.stop();
    const settings = { DATA_DIR: first.folder, PUBLIC_URL: 'https://ledger.example/' };
    const { stdout } = await cliInProcess(['sign-in-link'], settings);
    expect(urlIn(stdout)).toMatch(/^https:\/\/ledger\.example\/sign-in\/[\w-]{43}$/);
    const again = await startInProcess({ DATA_DIR: first.folder, ADMIN_TOKEN: undefined });
    expect(await seenThrough(again.url + new URL(urlIn(stdout)).pathname)).toEqual({ status: 303, tokens: 200 });
    await again.stop();
  });
});
