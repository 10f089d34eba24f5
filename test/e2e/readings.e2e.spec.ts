import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { REAL_TIME } from '#application/ledger/clock.js';
import { CommandHandler } from '#commands/handler.js';
import { recordingClock } from '#commands/recording-clock.js';
import { aggregates } from '#domain/aggregates.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { send } from '../support/command-handling.js';
import { startInProcess } from '../support/in-process.js';
import { cli, temporaryFolder } from '../support/processes.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, taken } from '../support/small-plan.js';

let server: ApiServer;
const folder = temporaryFolder();
const readings = (...args: string[]) => cliInProcess(['readings', ...args], { DATA_DIR: folder });

/** A ledger with a date that an earlier reader read in another way. */
async function ledgerOfAnEarlierReader(): Promise<void> {
  const { store, access, close } = await openBegunLedger({ DATA_DIR: folder }, 'Read long ago');
  const commands = new CommandHandler({
    store,
    aggregates,
    clock: recordingClock(REAL_TIME),
    directory: access.directory,
  });
  try {
    await send(commands, 'programme', { reference: 'SMI', name: 'Physical health checks' });
    const timescale = 'By end Q3 2018';
    const { id } = await send(commands, 'action', { programme: 'SMI', title: 'Agree the model', timescale });
    await send(commands, 'action', { programme: 'SMI', title: 'Buy it', timescale: 'March 2019' });
    const stream = `action-${id}`;
    const [created] = await store.readStream(stream);
    const stored = created?.data.timescale as object;
    const data = {
      timescale: { ...stored, latest: '2018-09-30', reader: 'reader-1' },
      reason: 'The document says so',
      authority: 'group',
    };
    const metadata = { ...created?.metadata, schemaVersion: 2 };
    const event = { id: crypto.randomUUID(), type: 'ActionTimescaleRevised', data, metadata };
    await store.append(stream, [event], 0);
  } finally {
    await close();
  }
}

beforeAll(async () => {
  await ledgerOfAnEarlierReader();
  server = await startInProcess({ DATA_DIR: folder });
});
afterAll(async () => {
  await server?.stop();
});

test('a stored reading that would be another today is listed until a person confirms one', async () => {
  const { status, body } = await server.get('/api/reports/readings');
  expect({ status, count: body.items.length, next: body.nextCursor }).toEqual({ status: 200, count: 1, next: null });
  expect(body.items[0]).toMatchObject({
    reference: 'SMI-A01',
    text: 'By end Q3 2018',
    stored: { reader: 'reader-1', reading: { latest: '2018-09-30' } },
    present: { latest: '2018-12-31' },
    differs: ['latest'],
  });

  const told = await readings('--programme', 'SMI');
  expect({ code: told.code, stderr: told.stderr }).toEqual({ code: 0, stderr: '' });
  expect(told.stdout.split('\n')).toEqual([
    'SMI-A01  Agree the model: "By end Q3 2018"',
    '    stored by reader-1: by 30 September 2018, firm',
    '    read today: by 31 December 2018, firm',
    expect.stringMatching(/^1 item is read otherwise today\. .*confirm-reading/),
    '',
  ]);
  expect(await cli(['readings', '--programme', 'SMI'], { DATA_DIR: folder })).toEqual(told);
  const lines = (await readings('--json')).stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(body.items);

  const confirmed = { latest: '2018-12-31', basis: 'The author of the plan' };
  await caughtUp(server, await taken(server, '/api/actions/SMI-A01/confirm-reading', confirmed));
  expect((await server.get('/api/reports/readings')).body.items).toEqual([]);
  expect((await server.get('/api/actions/SMI-A01')).body.timescale).toMatchObject({ latest: '2018-12-31' });
  expect((await readings()).stdout).toBe('Every stored reading is what would be read today.\n');
  expect(await readings('--group', 'NONE')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('group: unknown group NONE'),
  });
});
