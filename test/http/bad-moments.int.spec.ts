import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { queryRoutes } from '#application/routes/routes.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';
import type { Given } from '../support/worked-example.js';

const BEYOND = 9_000_000_000;
const FUTURE = '2199-01-01T00:00:00Z';
const BEFORE = '1999-01-01T00:00:00Z';
/** What a question cannot do without. */
const NEEDED: Readonly<Record<string, string>> = {
  search: 'q=board',
  timescales: 'text=June',
  'reports/changes': 'group=BOARD&since=1',
  'reports/governance/items': 'figure=actions.overdue',
};

let server: ApiServer;
let token: string;
beforeAll(async () => {
  server = await startInProcess({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
  await smallPlan(server);
  const issued = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
  token = issued.reference;
  await server.ask('/api/imports?name=plan.csv', {
    method: 'POST',
    body: 'Ref,Action\n1,Agree the model\n',
    headers: { 'content-type': 'application/octet-stream' },
  });
  // Where nobody listens.
  const { position } = await taken(server, '/api/webhooks', { url: 'http://127.0.0.1:9/', token });
  await server.get(`/api/programmes?minPosition=${position}`);
});
afterAll(async () => {
  await server?.stop();
});

async function asked(path: string, query: string): Promise<Given> {
  const items: Readonly<Record<string, string>> = { tokens: token, ledger: 'ledger', references: token, audit: '1' };
  const [plural = ''] = path.split('/');
  const ref = path.includes(':')
    ? (items[plural] ?? (await server.get(`/api/${plural}?limit=1`)).body.items[0].reference)
    : '';
  return server.get(`/api/${path.replace(/:ref|:number/, ref)}?${[NEEDED[path], query].filter(Boolean).join('&')}`);
}

describe.each(queryRoutes.map(({ path }) => path))('/api/%s', (path) => {
  test('refuses a moment that is none, and says which would be one', async () => {
    for (const [query, code, field, right] of [
      [`knownAt=${FUTURE}`, 'moment-in-the-future', 'knownAt', /give a past moment/],
      [`effectiveAt=${FUTURE}`, 'moment-in-the-future', 'effectiveAt', /give a past moment/],
      [`asOfPosition=${BEYOND}`, 'position-ahead', 'asOfPosition', /the last projected position, \d+/],
      ['asOfNumber=900000000', 'number-ahead', 'asOfNumber', /the last is \d+/],
      [`minPosition=${BEYOND}`, 'position-ahead', 'minPosition', /which stands at \d+/],
      ['knownAt=2018-03-09&asOfPosition=1', 'bad-moment', 'asOfPosition', /not both/],
      ['asOfPosition=1&asOfNumber=1', 'bad-moment', 'asOfNumber', /not both/],
      ['knownAt=2018-03-09&asOfMeeting=BOARD-MTG01', 'bad-moment', 'asOfMeeting', /not both/],
      ['knownAt=soon', 'bad-parameter', 'knownAt', /an instant such as/],
      ['asOfPosition=-1', 'bad-parameter', 'asOfPosition', /a whole number from 0/],
    ] as const) {
      const { status, body } = await asked(path, query);
      expect({ query, status, code: body.code }).toEqual({ query, status: 400, code });
      expect(body.errors).toEqual([{ field, message: expect.stringMatching(right) }]);
    }
  });

  test('of a time before the ledger began knows nothing, or says that there was none', async () => {
    const { status, body } = await asked(path, `knownAt=${BEFORE}`);
    const answer = status === 200 ? { position: body.asOf.position, items: body.items ?? [] } : { code: body.code };
    expect([
      { position: 0, items: [] },
      { code: 'item-not-found' },
      { code: 'before-the-beginning' },
      // The group was not known then.
      { code: 'unknown-reference' },
    ]).toContainEqual(answer);
  });
});

test.each([
  ['reports/changes', 'since=9&until=3', 'bad-moment', 'since'],
  ['reports/changes', `since=${BEFORE}`, 'before-the-beginning', 'since'],
  ['reports/changes', `since=${FUTURE}`, 'moment-in-the-future', 'since'],
  ['reports/changes', `since=${BEYOND}`, 'position-ahead', 'since'],
  ['reports/changes', `since=1&until=${BEYOND}`, 'position-ahead', 'until'],
  ['reports/changes', 'since=BOARD-MTG09', 'unknown-reference', 'since'],
  ['audit', 'from=2018-04-01&to=2018-03-31', 'bad-moment', 'from'],
  ['timeline', 'from=2018-04-01&to=2018-03-31', 'bad-moment', 'from'],
  ['meetings', 'from=2018-04-01&to=2018-03-30', 'bad-moment', 'from'],
  ['events', `after=${BEYOND}`, 'number-ahead', 'after'],
])('/api/%s?%s is refused as %s', async (path, query, code, field) => {
  const group = path === 'reports/changes' ? 'group=BOARD&' : '';
  const { status, body } = await server.get(`/api/${path}?${group}${query}`);
  expect({ status, body }).toMatchObject({ status: code === 'unknown-reference' ? 422 : 400, body: { code } });
  expect(body.errors).toEqual([{ field, message: expect.stringMatching(/\w+.*\w+/) }]);
});

test('a number given as text is told just that', async () => {
  const { status, body } = await server.post('/api/actions/SMI-A01/report-progress', {
    narrative: 'Options are drawn up',
    percent: '60',
  });
  expect({ status, errors: body.errors }).toEqual({
    status: 400,
    errors: [{ field: 'percent', message: 'percent must be an integer number' }],
  });
});

test.each([
  [['report', 'slippage', '--asOfPosition', String(BEYOND)], /after the last projected position, \d+/],
  [['report', 'slippage', '--minPosition', String(BEYOND)], /ahead of the ledger, which stands at \d+/],
  [['report', 'watermelons', '--knownAt', FUTURE], /give a past moment/],
  [['report', 'changes', '--group', 'BOARD', '--since', '9', '--until', '3'], /until/],
])('action-ledger %p says what is wrong', async (args, said) => {
  const { code, stdout, stderr } = await cliInProcess(args, { DATA_DIR: server.folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(said);
});
