import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

const month = (index: number) => `${2017 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;

test('a target of a year has limits, which only a decision that affects it draws anew', async () => {
  const { reference } = await taken(server, '/api/targets', {
    programme: 'SMI',
    measure: 'People waiting over six weeks',
    unit: 'people',
    direction: 'at-most',
    trajectory: [{ period: '2018', value: 20 }],
  });
  const measure = (index: number, value: number) =>
    taken(server, `/api/targets/${reference}/record-measurement`, { period: month(index), value });
  const chart = async (last: { position: number }, also = ''): Promise<Given> =>
    (await server.get(`/api/targets/${reference}/spc?minPosition=${last.position}${also}`)).body;

  // The example of NHS England's SPC tool page.
  const example = [89, 86, 75, 77, 81, 74, 72, 78, 76, 82, 77, 54, 66, 77, 86];
  let last = await measure(0, 89);
  for (const [index, value] of example.entries()) last = await measure(index, value);
  const first = await chart(last);
  expect(first.phases).toEqual([
    { from: '2017-01', decision: null, points: 15, mean: '76.6667', lower: '57.0967', upper: '96.2367' },
  ]);
  expect(
    first.points.flatMap(({ period, signals }: Given) => signals.map((each: object) => ({ period, ...each }))),
  ).toEqual([{ period: '2017-12', rule: 'outside-limits', side: 'low', means: 'improvement' }]);

  const recalculate = (decision: string) =>
    server.post(`/api/targets/${reference}/recalculate-limits`, { from: '2018-04', decision });
  const decide = async (affects: string[]) =>
    (
      await taken(server, '/api/decisions', {
        title: 'Open a second clinic',
        disposition: 'approve',
        rationale: 'The waits are too long',
        decidedOn: '2018-03',
        affects,
      })
    ).reference;
  const elsewhere = await recalculate(await decide([]));
  expect({ status: elsewhere.status, code: elsewhere.body.code }).toEqual({ status: 409, code: 'decision-elsewhere' });
  const decision = await decide([reference]);
  expect((await recalculate(decision)).status).toBe(200);
  for (let index = 15; index < 26; index++) last = await measure(index, 30 + (index % 3));
  expect((await chart(last)).waiting).toEqual([{ from: '2018-04', decision }]);
  last = await measure(26, 31);
  const after = await chart(last);
  expect(after.phases.map(({ from, decision, points }: Given) => [from, decision, points])).toEqual([
    ['2017-01', null, 15],
    ['2018-04', decision, 12],
  ]);
  expect((await chart(last, `&asOfPosition=${first.asOf.position}`)).phases).toEqual(first.phases);
  await caughtUp(server, last);
});
