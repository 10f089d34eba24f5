import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openCheckpoint, readVerifierKey } from '#proof/index.js';
import { publicKeysIn } from '#tree/index.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { openForm } from '../support/forms.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN } from '../support/server.js';
import { smallPlan } from '../support/small-plan.js';

const KEY_FILE = 'keys/signing-key.pem';

/** The public key that has signed the newest checkpoint, which is over every event. */
async function signsNow(server: ServerInProcess): Promise<string | undefined> {
  const { number } = (await server.get('/api/programmes?limit=1')).body.asOf;
  const { status, text } = await server.get('/api/checkpoint');
  if (status !== 200) return undefined;
  return publicKeysIn(server.folder).find((key) => {
    try {
      return openCheckpoint(text, [readVerifierKey(key)]).size >= number;
    } catch {
      return false;
    }
  });
}

it('a key stays where nobody knows whether it is in force', async () => {
  const server = await startInProcess();
  await smallPlan(server);
  await eventually(async () => (await signsNow(server)) !== undefined);
  const problem = { type: 'about:blank', code: 'outcome-unknown', title: 'Unknown', status: 503, detail: 'The disk' };
  const away = createServer((_, answer) => {
    answer.writeHead(503, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(away.address() as AddressInfo).port}`;
  const environment = { DATA_DIR: server.folder, ACTION_LEDGER_URL: url, ACTION_LEDGER_TOKEN: ADMIN_TOKEN };
  const failed = await cliInProcess(['key', 'rotate', '--reason', 'The clerk left'], environment);
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('outcome-unknown') });
  expect(readdirSync(join(server.folder, 'keys'))).toHaveLength(3);
  await new Promise((resolve) => away.close(resolve));
  await server.stop();
});

it('a key is changed beside the server, and taken in where it was lost', async () => {
  const first = await startInProcess();
  await smallPlan(first);
  await eventually(async () => (await signsNow(first)) !== undefined);
  const old = await signsNow(first);
  const settings = { DATA_DIR: first.folder, ACTION_LEDGER_URL: first.url, ACTION_LEDGER_TOKEN: ADMIN_TOKEN };
  const refused = await cliInProcess(['key', 'rotate', '--reason', 'x'], { ...settings, ACTION_LEDGER_TOKEN: 'none' });
  expect([refused.code, readdirSync(join(first.folder, 'keys')).sort()]).toEqual([
    1,
    ['public-keys', 'signing-key.pem'],
  ]);

  const { code, stdout } = await cliInProcess(['key', 'rotate', '--reason', 'The clerk left', '--json'], settings);
  const { key, from } = JSON.parse(stdout);
  expect([code, from]).toEqual([0, old]);
  await eventually(async () => (await signsNow(first)) === key);
  expect(publicKeysIn(first.folder)).toEqual([old, key]);
  expect(readdirSync(join(first.folder, 'keys')).sort()).toEqual(['public-keys', 'signing-key.pem']);
  expect(statSync(join(first.folder, KEY_FILE)).mode & 0o777).toBe(0o600);
  expect((await openForm(first, '/admin')).html).toContain(`with ${key}`);
  await first.stop();

  // As a backup is, which holds no private key.
  const lost = readFileSync(join(first.folder, KEY_FILE));
  rmSync(join(first.folder, KEY_FILE));
  const second = await startInProcess({ DATA_DIR: first.folder });
  await eventually(async () => ![undefined, key].includes(await signsNow(second)));
  const taken = await signsNow(second);
  expect(readFileSync(join(second.folder, KEY_FILE)).equals(lost)).toBe(false);
  await second.stop();
  const { code: verified, stdout: said } = await cliInProcess(['verify'], { DATA_DIR: first.folder });
  expect(verified).toBe(0);
  expect(said).toContain(`with the old key\u2019s signature: ${key}`);
  expect(said).toContain(`without the old key\u2019s signature: ${taken}`);
  expect(existsSync(join(first.folder, KEY_FILE))).toBe(true);
});
