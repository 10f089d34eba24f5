import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, conversation, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let board: string;
let outsider: string;
const at: Record<'before' | 'renamed', number> = { before: 0, renamed: 0 };

const { say, ask, position } = conversation(() => server);
const asking = (q: string, more = '') => `/api/search?q=${encodeURIComponent(q)}${more}`;
const found = async (q: string, more = '') =>
  (await ask(asking(q, more))).items.map(
    ({ reference, field, past }: { reference: string; field: string; past: boolean }) =>
      `${reference} ${field}${past ? ' past' : ''}`,
  );

beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const tokenFor = async (groups: string[]) =>
    (await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'], groups })).token;
  [board, outsider] = [await tokenFor(['BOARD']), await tokenFor([])];
  const narrative = 'Forty nurses were trained. Café talks go on with "every" practice.';
  ({ position: at.before } = await say('/api/actions/SMI-A01/report-progress', { narrative }));
  ({ position: at.renamed } = await say('/api/actions/SMI-A01/describe', { title: 'Yearly reviews of the body' }));
  await say('/api/decisions', {
    title: 'Close the ward',
    disposition: 'approve',
    rationale: 'Nurses are not to be found',
    decidedOn: 'not-stated',
    group: 'BOARD',
    access: 'restricted',
    restrictedTo: 'BOARD',
    reason: 'Sealed until it is told',
  });
});
afterAll(async () => {
  await server?.stop();
});

async function expectRefused(q: string): Promise<void> {
  const { status, body } = await server.get(asking(q));
  expect([status, body.code]).toEqual([400, 'bad-parameter']);
  expect(body.errors).toEqual([{ field: 'q', message: expect.stringContaining('at least one word of 2 letters') }]);
}

describe('GET /api/search', () => {
  it('finds words wherever they were written, and shows the sentence with the places of the words', async () => {
    const { items, total } = await ask(asking('cafe prac', '&kind=action'));
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      match: 'text',
      reference: 'SMI-A01',
      title: 'Yearly reviews of the body',
      field: 'narrative',
      sentence: 'Café talks go on with "every" practice.',
      marks: [
        { start: 0, end: 4 },
        { start: 30, end: 38 },
      ],
    });
    expect(await found('smi-t01')).toEqual(['SMI-T01 title']);
    expect(await found('"talks go on"')).toEqual(['SMI-A01 narrative']);
    expect(await found('"go talks"')).toEqual([]);
  });

  it('answers as of a moment, as every question does', async () => {
    expect(await found('health review')).toEqual(['SMI-A01 title past']);
    expect(await found('yearly')).toEqual(['SMI-A01 title']);
    expect(await found('health review', `&asOfPosition=${at.before}`)).toEqual(['SMI-A01 title']);
    expect(await found('yearly', `&asOfPosition=${at.before}`)).toEqual([]);
    expect(await found('yearly', `&asOfPosition=${at.renamed}`)).toEqual(['SMI-A01 title']);
    expect(await found('nurses', '&effectiveAt=2018-01-01')).toEqual([]);
  });

  it('leaves no trace of what is restricted to a group that the token is not in', async () => {
    for (const q of ['nurses found', 'sealed told', 'BOARD-D02', 'close ward']) {
      const path = `${asking(q)}&minPosition=${position()}`;
      const [inside, outside] = [await server.get(path, bearer(board)), await server.get(path, bearer(outsider))];
      expect(outside.body).toMatchObject({ items: [], total: 0, nextCursor: null });
      expect(inside.body.items[0]).toMatchObject({ reference: 'BOARD-D02' });
    }
  });

  it.each([
    'NEAR(nurses trained)',
    '"',
    '"nurses',
    'nurses*',
    'words:nurses',
    'nurses AND NOT OR',
    "'nurses' & !practice | x:*",
    '^nurses',
    '{words} : nurses',
    '-nurses +trained',
    '\\ % _ nurses',
    'nurses\u202e',
    '\u{1f600} nurses',
  ])('takes %j as words', async (q) => {
    const { status } = await server.get(asking(q));
    expect(status).toBe(/[a-z]{2}/i.test(q) ? 200 : 400);
  });

  it.each(['', 'a', 'a b', '*', '""', 'nurses\0', 'nurses\u0007', '\u{1f600}'])('refuses %j', async (q) => {
    await expectRefused(q);
  });

  it.each([201, 10_000])('refuses a question of %i characters', async (length) => {
    await expectRefused('x'.repeat(length));
  });

  it('refuses a question without words, a kind that is not searched, and a cursor of another list', async () => {
    expect(await server.get('/api/search')).toMatchObject({ status: 400, body: { code: 'bad-parameter' } });
    expect(await server.get(asking('nurses', '&kind=token'))).toMatchObject({ status: 400 });
    const { nextCursor } = await ask('/api/audit?limit=1');
    expect(await server.get(asking('nurses', `&cursor=${nextCursor}`))).toMatchObject({
      status: 400,
      body: { code: 'bad-cursor' },
    });
  });
});
