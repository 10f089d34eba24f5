import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let viewer: string;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const inner = await taken(server, '/api/parties', { kind: 'person', name: 'Ada Winter', organisation: 'ORG-01' });
  viewer = (await taken(server, '/api/tokens', { party: inner.reference, roles: ['viewer'], groups: ['BOARD'] })).token;
  const revised = { timescale: '2019/20', reason: 'Staff left', authority: 'group', meeting: 'BOARD-MTG01' };
  const source = { document: 'Minutes of 9 March', line: 12 };
  await taken(server, '/api/actions/SMI-A01/start', {});
  await taken(server, '/api/actions/SMI-A01/revise-timescale', { ...revised, minuteRef: '4.2', source });
  await taken(server, '/api/groups', { reference: 'INNER', name: 'Inner group' });
  const hidden = { access: 'restricted', restrictedTo: 'INNER' };
  await taken(server, '/api/actions/SMI-A01/add-note', { text: 'For them alone', ...hidden });
  await taken(server, '/api/actions/SMI-A01/report-progress', { narrative: 'Going' });
  await caughtUp(server, await taken(server, '/api/actions', { programme: 'SMI', title: 'Hidden', ...hidden }));
});
afterAll(async () => {
  await server?.stop();
});

const events = async () =>
  (await server.get('/api/actions/SMI-A01/history')).body.items as { number: number; type: string }[];
const read = (path: string, token = viewer) => server.get(`/api/${path}`, bearer(token));

describe('one event', () => {
  it('is the row of the audit trail, with those of its item beside it', async () => {
    const [created, started, revised, note, progress] = await events();
    const rows = (await server.get('/api/actions/SMI-A01/history')).body.items;
    const { event, previous, next } = (await server.get(`/api/audit/${revised?.number}`)).body;
    expect(event).toEqual(rows[2]);
    expect(event).toMatchObject({
      type: 'ActionTimescaleRevised',
      authority: 'group',
      meeting: 'BOARD-MTG01',
      minuteRef: '4.2',
      source: { document: 'Minutes of 9 March', line: 12 },
    });
    expect({ previous, next }).toEqual({ previous: started?.number, next: note?.number });
    expect((await server.get(`/api/audit/${created?.number}`)).body.previous).toBeNull();
    expect((await server.get(`/api/audit/${progress?.number}`)).body.next).toBeNull();
  });

  it('shows neither itself nor its neighbours to those who may not see them, nor what came later', async () => {
    const [, started, revised, note, progress] = await events();
    expect((await read(`audit/${revised?.number}`)).body).toMatchObject({ next: progress?.number });
    expect((await read(`audit/${note?.number}`)).body).toMatchObject({
      code: 'item-not-found',
      detail: `There is no event ${note?.number}.`,
    });
    const then = `asOfNumber=${revised?.number}`;
    expect((await read(`audit/${revised?.number}?${then}`)).body).toMatchObject({
      previous: started?.number,
      next: null,
    });
    expect((await read(`audit/${progress?.number}?${then}`)).status).toBe(404);
    for (const none of ['0', '999999', 'soon']) expect((await read(`audit/${none}`)).status).toBe(404);
  });
});

describe('a reference', () => {
  it.each([
    ['smi-a01', 'action', 'Review the health checks', '/actions/SMI-A01'],
    ['SMI-T01', 'target', 'Health checks', '/targets/SMI-T01'],
    ['SMI', 'programme', 'Severe mental illness', '/programmes/SMI'],
    ['BOARD', 'group', 'The board', '/groups/BOARD'],
    ['BOARD-MTG01', 'meeting', null, '/meetings/BOARD-MTG01'],
    ['BOARD-D01', 'decision', 'Do not invest yet', '/decisions/BOARD-D01'],
    ['PERSON-01', 'party', 'Ada Winter', '/parties/PERSON-01'],
  ])('%s says what has it: a %s', async (reference, kind, title, address) => {
    const { status, body } = await read(`references/${reference}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { kind, title, address } });
    expect((await read(address.slice(1))).body).toMatchObject({ reference: body.reference, id: body.id });
  });

  it.each(['SMI-A02', 'NOBODY', 'TOKEN-01'])('%s is of nothing that a viewer may see', async (reference) => {
    expect((await read(`references/${reference}`)).body).toMatchObject({
      status: 404,
      detail: `There is no item ${reference}.`,
    });
  });

  it('was of nothing before it was given', async () => {
    expect((await read('references/SMI-A01?asOfNumber=1')).status).toBe(404);
  });
});

describe('whom a token stands for', () => {
  it('is told with its roles, groups and programmes', async () => {
    const { body } = await read('me');
    expect(body).toMatchObject({
      party: 'PERSON-01',
      name: 'Ada Winter',
      organisation: 'ORG-01',
      roles: ['viewer'],
      groups: ['BOARD'],
      programmes: [],
      names: { BOARD: { kind: 'group', name: 'The board' }, 'ORG-01': { name: 'Commissioning group' } },
    });
    await taken(server, '/api/parties/PERSON-01/erase', { reason: 'Asked for it' }).then((done) =>
      caughtUp(server, done),
    );
    expect((await read('me')).body).toMatchObject({ name: null, names: { 'PERSON-01': { name: null, erased: true } } });
  });

  it('is told to nobody without one', async () => {
    expect((await server.get('/api/me', { authorization: 'Bearer nobody' })).status).toBe(401);
    expect((await read('me?party=ORG-01')).status).toBe(400);
  });
});

describe('the pack of a meeting', () => {
  it('is not found where none was issued, and says so', async () => {
    const { status, body } = await read('meetings/BOARD-MTG01/pack');
    expect({ status, code: body.code }).toEqual({ status: 404, code: 'item-not-found' });
    expect(body.detail).toMatch(/^BOARD-MTG01 has no pack/);
    expect((await read('meetings/NOPE/pack')).body.detail).toBe('There is no meeting NOPE.');
  });
});
