import { expect, test } from '@jest/globals';
import { startServerProcess } from '../../support/eventstoredb/server.js';
import { cli } from '../../support/processes.js';
import { ADMIN_TOKEN, spawnServer, startServer } from '../../support/server.js';

test('one server keeps a data folder, also where its events are elsewhere; commands go on beside it', async () => {
  const { url, prefix, stop } = await startServerProcess();
  const settings = { EVENTSTOREDB_URL: url, STREAM_PREFIX: prefix };
  const first = await startServer(settings);
  const held = { ...settings, DATA_DIR: first.folder };
  const { code, stderr } = await spawnServer(held).ended;
  // Beside its own line Node and the libraries may say what they like.
  expect({ code, lines: stderr.split('\n') }).toEqual({
    code: 1,
    lines: expect.arrayContaining([
      `DATA_DIR ${first.folder} is in use by process ${first.pid}; stop it first, or set DATA_DIR to another folder.`,
    ]),
  });
  const embedded = await spawnServer({ DATA_DIR: first.folder }).ended;
  expect(embedded).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use by process') });
  expect(await cli(['token', 'list'], { ...held, ADMIN_TOKEN })).toMatchObject({ code: 0 });
  await first.kill();
  await (await startServer(held)).stop();
  await stop();
});
