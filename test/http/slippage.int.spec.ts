import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { conversation, smallPlan } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

let server: ApiServer;
let action: string;

const { say, ask, position } = conversation(() => server);

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const occurredAt = '2018-03-01';
  ({ reference: action } = await say('/api/actions', {
    programme: 'SMI',
    title: 'Write the pathway',
    timescale: 'TBC',
    occurredAt,
  }));
  const revise = (timescale: string, also: object) =>
    say(`/api/actions/${action}/revise-timescale`, { timescale, reason: `To ${timescale}`, ...also });
  await revise('End Q3 2018/19', { authority: 'group', occurredAt: '2018-04-01' });
  await say(`/api/actions/${action}/correct`, {
    field: 'timescale',
    value: 'End Q2 2018/19',
    reason: 'A typing error',
  });
  await say(`/api/actions/${action}/forecast`, { timescale: 'March 2019', occurredAt: '2018-08-01' });
  await revise('Q4 2018/19', { occurredAt: '2018-09-20' });
});
afterAll(async () => {
  await server?.stop();
});

test('every promise of a date is told, and what moved it', async () => {
  const { items } = await ask('/api/reports/slippage/items?programme=SMI&moved=true');
  expect(items).toHaveLength(1);
  const [{ promises, ...totals }] = items;
  expect(totals).toMatchObject({
    reference: action,
    original: null,
    agreed: '2019-03-31',
    forecast: '2019-03-31',
    moves: 2,
    slips: 1,
    days: 182,
    workingDays: 130,
    nearDue: 1,
    carried: null,
    restated: 1,
    restatedDays: -92,
    restatedAfterDue: 1,
  });
  expect(
    promises.map(({ sort, latest, movement, authority, notAgreed, reason }: Given) => [
      sort,
      latest,
      movement,
      authority,
      notAgreed,
      reason,
    ]),
  ).toEqual([
    ['original', null, null, null, false, null],
    ['agreed', '2018-12-31', 'first-date', 'group', false, 'To End Q3 2018/19'],
    ['correction', '2018-09-30', null, null, false, 'A typing error'],
    ['forecast', '2019-03-31', null, null, false, null],
    ['agreed', '2019-03-31', 'slip', 'lead', true, 'To Q4 2018/19'],
  ]);
});

test('the moves add up by programme, by owner and by who moved them', async () => {
  const { byProgramme, byOwner, byMover, asOf, links, names, ...all } = await ask(
    '/api/reports/slippage?programme=SMI',
  );
  const moved = { moves: 2, slips: 1, days: 182, workingDays: 130, notAgreed: 1, nearDue: 1, carried: 0 };
  const totals = { ...moved, restated: 1, restatedDays: -92, restatedAfterDue: 1 };
  expect(all).toEqual({ ...totals, effectiveAt: null });
  expect(Object.keys(names)).toEqual([...byMover.map(({ reference }: Given) => reference), 'SMI']);
  expect(byProgramme).toEqual([{ reference: 'SMI', ...totals }]);
  expect(byOwner).toEqual([{ reference: null, ...totals }]);
  expect(byMover).toEqual([{ reference: expect.any(String), ...totals }]);
  for (const link of [links.items, links.restated])
    expect((await ask(link)).items.map(({ reference }: Given) => reference)).toEqual([action]);
});

test('the past is told as it was known, and as it was true', async () => {
  const before = position() - 1;
  expect((await ask(`/api/reports/slippage?asOfPosition=${before}`)).moves).toBe(1);
  expect((await ask('/api/reports/slippage?effectiveAt=2018-05-01T00:00:00Z')).moves).toBe(1);
});

test('a missed date that is withdrawn for another action, or made again under the same name, does not vanish', async () => {
  const create = async (fields: object) =>
    (await say('/api/actions', { programme: 'SMI', occurredAt: '2018-03-01', ...fields })).reference;
  const before = await ask('/api/reports/slippage?programme=SMI');
  const next = await create({ title: 'Run the clinic', timescale: '31 December 2018' });
  const missed = await create({ title: 'Open the clinic', timescale: '30 June 2018' });
  const refused = await server.post(`/api/actions/${missed}/withdraw`, { reason: 'Another', replacedBy: next });
  expect([refused.status, refused.body.code]).toEqual([422, 'replaced-by-needs-superseded']);
  const superseded = { kind: 'superseded', reason: 'Another', replacedBy: next, occurredAt: '2018-08-01' };
  await say(`/api/actions/${missed}/withdraw`, superseded);
  const { slips, days, carried } = await ask('/api/reports/slippage?programme=SMI');
  expect([slips - before.slips, days - before.days, carried - before.carried]).toEqual([1, 184, 1]);
  expect(await ask(`/api/actions/${missed}`)).toMatchObject({ replacedBy: next, carried: { latest: '2018-12-31' } });
  expect((await ask(`/api/actions/${next}`)).carriedFrom).toMatchObject([{ reference: missed, how: 'replaced' }]);

  const lost = await create({ title: 'Train 20 nurses in checks', timescale: '30 June 2018' });
  await say(`/api/actions/${lost}/withdraw`, { reason: 'Not needed', occurredAt: '2018-08-01' });
  const found = await create({ title: 'Train the 20 nurses in checks', occurredAt: '2018-08-20' });
  const { possiblySame, restated } = await ask('/api/reports/moved-without-slip?group=BOARD');
  expect(possiblySame.items).toMatchObject([
    {
      withdrawn: { reference: lost, latest: '2018-06-30' },
      created: { reference: found, latest: null },
      daysBetween: 19,
    },
  ]);
  expect(restated.items.map(({ reference }: Given) => reference)).toEqual([action]);
});

test('a group or programme that is none is told by name', async () => {
  const { status, body } = await server.get('/api/reports/slippage?programme=NONE');
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.stringify(body)).toContain('programme');
});
