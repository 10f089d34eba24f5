import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startServer, type TestServer } from '../support/server.js';
import { conversation, smallPlan } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

let server: TestServer;
let action: string;

const { say, ask, position } = conversation(() => server);

beforeAll(async () => {
  server = await startServer();
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
  const { byProgramme, byOwner, byMover, asOf, links, ...all } = await ask('/api/reports/slippage?programme=SMI');
  const totals = { moves: 2, slips: 1, days: 182, workingDays: 130, notAgreed: 1, nearDue: 1 };
  expect(all).toEqual({ ...totals, effectiveAt: null });
  expect(byProgramme).toEqual([{ reference: 'SMI', ...totals }]);
  expect(byOwner).toEqual([{ reference: null, ...totals }]);
  expect(byMover).toEqual([{ reference: expect.any(String), ...totals }]);
  expect((await ask(links.items)).items.map(({ reference }: Given) => reference)).toEqual([action]);
});

test('the past is told as it was known, and as it was true', async () => {
  const before = position() - 1;
  expect((await ask(`/api/reports/slippage?asOfPosition=${before}`)).moves).toBe(1);
  expect((await ask('/api/reports/slippage?effectiveAt=2018-05-01T00:00:00Z')).moves).toBe(1);
});

test('a group or programme that is none is told by name', async () => {
  const { status, body } = await server.get('/api/reports/slippage?programme=NONE');
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(JSON.stringify(body)).toContain('programme');
});
