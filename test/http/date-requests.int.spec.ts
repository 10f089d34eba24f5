import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, caughtUp, conversation, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let lead: Record<string, string>;
const { say, ask } = conversation(() => server);

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const token = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['contributor'], programmes: ['SMI'] });
  lead = bearer(token.token);
});
afterAll(async () => {
  await server?.stop();
});

/** By the lead; what was recorded is in the read models once it is answered. */
async function asked(path: string, body: object) {
  const answer = await server.post(path, body, lead);
  if (answer.status === 200) await caughtUp(server, answer.body);
  return answer;
}
const reason = 'The modelling took longer';

it('a lead asks for another date, and a meeting agrees it: the move is of the group, for the reason of the lead', async () => {
  const { reference } = await say('/api/actions', { programme: 'SMI', title: 'Model', timescale: '31 December 2018' });
  const path = `/api/actions/${reference}`;
  const request = await asked(`${path}/request-date`, { timescale: 'End March 2019', reason });
  expect(request).toMatchObject({ status: 200, body: { events: [{ type: 'ActionDateRequested' }] } });
  const waiting = await ask(path);
  expect(waiting).toMatchObject({
    agreed: { latest: '2018-12-31' },
    agreedBy: null,
    dateRequest: { timescale: { text: 'End March 2019', latest: '2019-03-31' }, reason, by: 'ORG-01', days: 90 },
  });
  const dates = () => ask('/api/reports/governance/asks?group=BOARD&ask=dates-moved-by-lead');
  expect((await dates()).items).toMatchObject([
    { reference, asked: { request: 'End March 2019', by: 'ORG-01', from: '2018-12-31', to: '2019-03-31', days: 90 } },
  ]);
  expect((await ask('/api/reports/slippage/items?moved=true')).items).toEqual([]);

  for (const verb of ['agree-date', 'refuse-date'])
    expect((await asked(`${path}/${verb}`, { reason })).body).toMatchObject({ code: 'not-allowed' });
  expect((await server.post(`${path}/agree-date`, {})).body).toMatchObject({
    status: 422,
    code: 'authority-needed',
    errors: [{ field: 'authority' }],
  });
  await say(`${path}/agree-date`, { meeting: 'BOARD-MTG01', minuteRef: '4.1' });
  expect(await ask(path)).toMatchObject({ agreed: { latest: '2019-03-31' }, agreedBy: 'group', dateRequest: null });
  expect((await dates()).items).toEqual([]);
  const { items } = await ask('/api/reports/slippage/items?moved=true');
  expect(items).toMatchObject([{ reference, moves: 1, slips: 1, days: 90 }]);
  expect(items[0].promises.at(-1)).toMatchObject({ sort: 'agreed', authority: 'group', notAgreed: false, reason });
  const changes = await ask('/api/reports/changes?group=BOARD');
  const changed = changes.items.find((each: { reference: string }) => each.reference === reference);
  expect(changed.what).toEqual(expect.arrayContaining(['added', 'date-requested']));
  expect((await server.post(`${path}/agree-date`, { authority: 'group' })).body.code).toBe('no-date-request');
});

it('a date that is refused stays, and may be asked for again', async () => {
  const { reference } = await say('/api/milestones', { programme: 'SMI', title: 'Stage', due: '31 December 2018' });
  const path = `/api/milestones/${reference}`;
  await asked(`${path}/request-date`, { due: 'End March 2019', reason });
  await say(`${path}/refuse-date`, { reason: 'The contract needs it', meeting: 'BOARD-MTG01' });
  expect(await ask(path)).toMatchObject({ due: { latest: '2018-12-31' }, agreedBy: null, dateRequest: null });
  const history = await ask(`${path}/history`);
  expect(history.items.map(({ type, reason }: { type: string; reason: string | null }) => [type, reason])).toEqual([
    ['MilestoneSet', null],
    ['MilestoneDateRequested', reason],
    ['MilestoneDateRequestRefused', 'The contract needs it'],
  ]);
  const again = await asked(`${path}/request-date`, { due: 'End March 2019', reason });
  expect(again.body.events).toMatchObject([{ type: 'MilestoneDateRequested' }]);
  expect((await asked(`${path}/request-date`, { due: '31 December 2018', reason })).body.code).toBe(
    'date-already-agreed',
  );
});
