import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, addMonths } from '#domain/kernel/calendar.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { conversation, smallPlan } from '../support/small-plan.js';

let server: ApiServer;
const { say, ask } = conversation(() => server);

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

const action = (timescale: string, also: object = {}) =>
  say('/api/actions', { programme: 'SMI', title: 'Agree the model', timescale, occurredAt: '2018-06-01', ...also });

test('a date that its text says was moved counts as a slip from the beginning', async () => {
  const text = 'March 2019 (revised from Dec 2018)';
  const { reference, events } = await action(text);
  expect(events.map(({ type }: { type: string }) => type)).toEqual(['ActionCreated', 'ActionTimescaleRevised']);
  expect(await ask(`/api/actions/${reference}`)).toMatchObject({
    original: { text, latest: '2018-12-31' },
    agreed: { text, latest: '2019-03-31', earlier: [{ text: 'Dec 2018', latest: '2018-12-31' }] },
    agreedBy: 'unknown',
  });
  const { items } = await ask('/api/reports/slippage/items?moved=true');
  expect(items).toMatchObject([
    { reference, slips: 1, days: 90, nearDue: 0, promises: [{ sort: 'original' }, { authority: 'unknown' }] },
  ]);
});

test('what waits for the next meeting falls due on its day, as soon as it is scheduled', async () => {
  const { reference: waits } = await action('By next board meeting', { occurredAt: undefined });
  expect((await ask(`/api/actions/${waits}`)).timescale).toMatchObject({ latest: null, firmness: 'conditional' });
  const meeting = await say('/api/meetings', { group: 'BOARD', startsAt: '2199-06-15T09:00:00Z' });
  const { reference } = await action('By next board meeting', { occurredAt: undefined });
  const { timescale } = await ask(`/api/actions/${reference}`);
  expect(timescale).toMatchObject({ latest: '2199-06-15', assumptions: [expect.stringContaining(meeting.reference)] });
});

test('what comes round every six months is due every six months, wherever it is asked', async () => {
  const { reference } = await action('Every 6 months', { occurredAt: undefined });
  const first = (await ask(`/api/actions/${reference}`)).nextDue;
  const aMonthLater = addDays(addMonths(addDays(first, 1), 1), -1);
  const between = await server.post(`/api/actions/${reference}/complete-occurrence`, { due: aMonthLater });
  expect(between.body).toMatchObject({ code: 'not-a-due-date' });
  await say(`/api/actions/${reference}/complete-occurrence`, { due: first });
  const second = (await ask(`/api/actions/${reference}`)).nextDue;
  expect(second.slice(0, 7)).toBe(addMonths(first, 6).slice(0, 7));
  const { items } = await ask(`/api/upcoming?programme=SMI&days=800`);
  const coming = items.filter((item: { reference: string }) => item.reference === reference);
  const months = coming.slice(0, 2).map(({ on }: { on: string }) => on.slice(0, 7));
  expect(months).toEqual([6, 12].map((later) => addMonths(first, later).slice(0, 7)));
});
