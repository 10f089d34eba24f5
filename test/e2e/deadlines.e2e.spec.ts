import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { eventsIn } from '../support/events.js';
import { startInProcess } from '../support/in-process.js';
import { FALLEN_DUE, pastPlan } from '../support/past-plan.js';
import { cli, temporaryFolder } from '../support/processes.js';
import { startServer } from '../support/server.js';

const raisedIn = async (folder: string) => (await eventsIn(folder)).filter(({ type }) => type in FALLEN_DUE);

test('a server that is killed again and again while deadlines pass records each exactly once', async () => {
  const folder = temporaryFolder();
  await pastPlan(folder);
  for (const enough of [1, 5, 20]) {
    const server = await startServer({ DATA_DIR: folder });
    for (const end = Date.now() + 300_000; (await raisedIn(folder)).length < enough && Date.now() < end; )
      await delay(5);
    await server.kill();
  }
  const server = await startInProcess({ DATA_DIR: folder });
  const wanted: number = Object.values(FALLEN_DUE).reduce<number>((sum, count) => sum + count, 0);
  for (const end = Date.now() + 300_000; (await raisedIn(folder)).length < wanted && Date.now() < end; )
    await delay(50);
  const raised = await raisedIn(folder);
  const counted = Object.keys(FALLEN_DUE).map((each) => [each, raised.filter(({ type }) => type === each).length]);
  expect(Object.fromEntries(counted)).toEqual(FALLEN_DUE);
  expect(new Set(raised.map(({ stream }) => stream)).size).toBe(raised.length);

  const { position } = raised.at(-1) ?? {};
  const { body } = await server.get(`/api/audit?type=MilestoneMissed&minPosition=${position}`);
  expect(body.items[0]).toMatchObject({ actor: { kind: 'system' }, type: 'MilestoneMissed' });
  const [review] = (await server.get('/api/audit?type=ActionReviewFellDue')).body.items;
  expect(review.changes).toEqual([{ field: 'reviewRaised', before: null, after: review.occurredAt }]);
  const missed = await server.get('/api/milestones?status=missed');
  expect(missed.body.items).toHaveLength(FALLEN_DUE.MilestoneMissed);
  await server.stop();
});

test('the command line records what has fallen due where no server runs, and lists it beside one', async () => {
  const server = await startInProcess();
  const { folder } = server;
  const deadlines = (...flags: string[]) => cli(['deadlines', ...flags], { DATA_DIR: folder });
  expect(await deadlines()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('records deadlines itself'),
  });
  expect(await deadlines('--dry-run')).toMatchObject({
    code: 0,
    stdout: '0 recorded of 0 that have fallen due. Nothing more falls due.\n',
  });
  await server.stop();

  const past = temporaryFolder();
  await pastPlan(past);
  await cli(['rebuild'], { DATA_DIR: past });
  const run = async (...flags: string[]) =>
    JSON.parse((await cli(['deadlines', '--json', ...flags], { DATA_DIR: past })).stdout);
  const wanted = Object.values(FALLEN_DUE).reduce<number>((sum, count) => sum + count, 0);
  const listed = await run('--dry-run');
  expect(listed).toMatchObject({ recorded: 0, next: expect.any(String) });
  expect(listed.fallenDue).toHaveLength(wanted);
  expect(await raisedIn(past)).toEqual([]);
  expect(await run()).toMatchObject({ recorded: wanted });
  // The read models still stand where they were: what is asked for again is answered as the first time.
  expect(await run()).toMatchObject({ recorded: wanted });
  expect(await raisedIn(past)).toHaveLength(wanted);
});
