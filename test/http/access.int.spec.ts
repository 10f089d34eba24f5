import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { queryRoutes } from '#application/routes/routes.js';
import { ROLES, type Role } from '#domain/kernel/roles.js';
import { listen } from '../support/event-stream.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
/** A token for each role, all of ORG-02. */
const tokens = {} as Record<Role, string>;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  await taken(server, '/api/parties', { kind: 'organisation', name: 'Council' });
  await taken(server, '/api/meetings/BOARD-MTG01/issue-pack', {});
  await taken(server, '/api/programmes', { reference: 'PERI', name: 'Perinatal' });
  await taken(server, '/api/actions', { programme: 'PERI', title: 'Open the unit', owner: 'ORG-02' });
  for (const role of ROLES) tokens[role] = await tokenFor('ORG-02', [role]);
});
afterAll(async () => {
  await server?.stop();
});

async function tokenFor(party: string, roles: Role[], more: object = {}): Promise<string> {
  return (await taken(server, '/api/tokens', { party, roles, ...more })).token;
}

async function outcome(path: string, body: object, token: string): Promise<{ status: number; code?: string }> {
  const { status, body: answered } = await server.post(path, body, bearer(token));
  return { status, code: answered.code };
}

const ALLOWED = expect.objectContaining({ code: undefined });
const NOT_ALLOWED = { status: 403, code: 'not-allowed' };
const NOT_FOUND = { status: 404, code: 'item-not-found' };

describe('a role', () => {
  const progress = { narrative: 'Under way' };
  const decision = { title: 'Go', disposition: 'approve', rationale: 'Agreed', decidedOn: '2018-03' };
  const target = { programme: 'PERI', measure: 'Women seen', unit: 'women', direction: 'at-least' };

  test.each<[string, (role: string) => object, Role[]]>([
    ['programmes', (role) => ({ reference: role.toUpperCase(), name: role }), ['secretary']],
    ['groups', (role) => ({ reference: `${role.toUpperCase()}-G`, name: role }), ['secretary']],
    ['meetings', () => ({ group: 'BOARD', startsAt: '2018-05-09T10:00:00Z' }), ['secretary']],
    ['actions', () => ({ programme: 'PERI', title: 'Train the staff' }), ['secretary']],
    ['milestones', () => ({ programme: 'PERI', title: 'Open', due: 'TBC' }), ['secretary']],
    ['targets', () => target, ['secretary']],
    ['decisions', () => decision, ['secretary']],
    ['parties', (role) => ({ kind: 'post', name: role }), ['secretary', 'administrator']],
    ['tokens', () => ({ party: 'ORG-02', roles: ['viewer'] }), ['administrator']],
    ['webhooks', () => ({ url: 'https://hook.invalid/', token: 'TOKEN-01' }), ['administrator']],
    ['webhooks/WEBHOOK-01/disable', () => ({}), ['administrator']],
    ['actions/PERI-A01/report-progress', () => progress, ['contributor', 'secretary']],
    ['actions/PERI-A01/add-note', () => ({ text: 'Seen' }), ['contributor', 'secretary']],
    ['actions/PERI-A01/describe', (role) => ({ title: `By the ${role}` }), ['secretary']],
    ['actions/PERI-A01/revise-timescale', () => ({ timescale: '2019/20', reason: 'Late' }), ['secretary']],
    ['parties/ORG-01/describe', () => ({ name: 'Commissioners' }), ['secretary', 'administrator']],
    [
      'ledger/adopt-rating-scheme',
      (role) => ({
        name: role,
        ratings: ['blue', 'green', 'amber', 'red'].map((rating) => ({ rating, word: `Is ${rating}`, meaning: role })),
      }),
      ['administrator'],
    ],
    ['ledger/adopt-financial-year', () => ({ startsOn: '10-06' }), ['administrator']],
    ['ledger', () => ({}), []],
  ])('may give a command to %s, or is refused', async (path, bodyOf, allowed) => {
    for (const role of ROLES) {
      const found = await outcome(`/api/${path}`, bodyOf(role), tokens[role]);
      const expected = path === 'ledger' ? { status: 404, code: 'no-such-route' } : NOT_ALLOWED;
      expect({ role, found }).toEqual({ role, found: allowed.includes(role) ? ALLOWED : expected });
    }
  });

  const REFS: Readonly<Record<string, string>> = {
    programmes: 'SMI',
    groups: 'BOARD',
    meetings: 'BOARD-MTG01',
    parties: 'ORG-01',
    actions: 'SMI-A01',
    milestones: 'SMI-M01',
    targets: 'SMI-T01',
    decisions: 'BOARD-D01',
    tokens: 'TOKEN-01',
    webhooks: 'WEBHOOK-01',
    references: 'SMI-T01',
    audit: '1',
  };
  /** What some routes must be asked. */
  const NEEDED: Readonly<Record<string, string>> = { search: 'search?q=board', timescales: 'timescales?text=June' };
  // This ledger has no import; http/imports reads the history of one.
  const asked = queryRoutes.filter(({ path }) => !path.startsWith('imports/'));
  const paths = asked.map(
    ({ path }) => NEEDED[path] ?? path.replace(/:ref|:number/, REFS[path.split('/')[0] as string] as string),
  );
  const seesAccess: Role[] = ['auditor', 'administrator'];

  test.each([...paths, 'me', 'event-types'])('reads %s', async (path) => {
    for (const role of ROLES) {
      const { status } = await server.get(`/api/${path}`, bearer(tokens[role]));
      const hidden = /^(tokens|webhooks)\//.test(path) && !seesAccess.includes(role);
      expect({ role, status }).toEqual({ role, status: hidden ? 404 : 200 });
    }
  });

  test('lists tokens and webhooks as an administrator only, and reads the figures as any', async () => {
    for (const role of ROLES) {
      for (const path of ['tokens', 'webhooks', 'webhooks/WEBHOOK-01', 'webhooks/WEBHOOK-01/deliveries'])
        expect((await server.get(`/api/${path}`, bearer(tokens[role]))).status).toBe(
          role === 'administrator' ? 200 : 403,
        );
      expect((await server.get('/metrics', bearer(tokens[role]))).status).toBe(200);
    }
  });

  test('is told of tokens and webhooks in the trail as auditor and administrator only', async () => {
    for (const role of ROLES) {
      const rows = (await server.get('/api/audit?limit=100', bearer(tokens[role]))).body.items as { kind: string }[];
      expect({ role, told: ['access', 'webhook'].map((each) => rows.some(({ kind }) => kind === each)) }).toEqual({
        role,
        told: [seesAccess.includes(role), seesAccess.includes(role)],
      });
      const query = await server.get('/api/audit?type=TokenIssued', bearer(tokens[role]));
      expect(query.body.items.length > 0).toBe(seesAccess.includes(role));
      const stream = await listen(server, { token: tokens[role] });
      await stream.until(({ type }) => type === 'DecisionRecorded');
      expect(stream.events.some(({ data }) => data.kind === 'access')).toBe(seesAccess.includes(role));
      stream.close();
    }
  });

  test('of the actor comes from the credential: a body that names one is refused', async () => {
    const body = { programme: 'SMI', title: 'A', actor: { party: 'ORG-01', roles: ['secretary'] } };
    expect(await outcome('/api/actions', body, tokens.secretary)).toEqual({ status: 400, code: 'validation-failed' });
  });
});

describe('a contributor', () => {
  test.each<[string, object, object, boolean, boolean]>([
    ['of another organisation', { party: 'ORG-01' }, {}, true, false],
    ["of the owner's organisation", { party: 'ORG-02' }, {}, false, true],
    ['with a programme', { party: 'ORG-02' }, { programmes: ['SMI'] }, true, true],
  ])('%s reports on its own', async (_who, { party }: { party?: string }, more, smi, peri) => {
    const token = await tokenFor(party ?? '', ['contributor'], more);
    const report = (ref: string) => outcome(`/api/actions/${ref}/report-progress`, { narrative: 'Going' }, token);
    expect(await report('SMI-A01')).toEqual(smi ? ALLOWED : NOT_ALLOWED);
    expect(await report('PERI-A01')).toEqual(peri ? ALLOWED : NOT_ALLOWED);
  });

  test('of a post reports as its organisation', async () => {
    const { reference } = await taken(server, '/api/parties', { kind: 'post', name: 'Lead', organisation: 'ORG-02' });
    const token = await tokenFor(reference, ['contributor']);
    const path = '/api/actions/PERI-A01/report-progress';
    expect(await outcome(path, { narrative: 'Going' }, token)).toEqual(ALLOWED);
  });

  test('with a programme measures its targets, and no others', async () => {
    const measure = (token: string) =>
      outcome('/api/targets/SMI-T01/record-measurement', { period: '2018/19', value: 61 }, token);
    expect(await measure(tokens.contributor)).toEqual(NOT_ALLOWED);
    expect(await measure(await tokenFor('ORG-02', ['contributor'], { programmes: ['SMI'] }))).toEqual(ALLOWED);
  });
});

describe('two principals', () => {
  const complete = async (body: object, token: string): Promise<string> => {
    const { reference } = await taken(server, '/api/actions', {
      programme: 'SMI',
      title: 'Done by two',
      owner: 'ORG-01',
    });
    await taken(server, `/api/actions/${reference}/complete`, body, token);
    return `/api/actions/${reference}/verify`;
  };

  test('complete and verify: not the same party, whatever its token', async () => {
    const path = await complete({}, tokens.secretary);
    const another = await tokenFor('ORG-02', ['secretary']);
    for (const token of [tokens.secretary, another])
      expect(await outcome(path, {}, token)).toMatchObject({
        status: 409,
        code: expect.stringMatching(/same|own|principal/),
      });
    expect(await outcome(path, {}, await tokenFor('ORG-01', ['secretary']))).toEqual(ALLOWED);
  });

  test('are told apart by those on whose behalf they act', async () => {
    const onBehalfOf = { party: 'ORG-01', source: 'E-mail of 9 March 2018' };
    const path = await complete({ onBehalfOf }, tokens.secretary);
    expect((await outcome(path, {}, await tokenFor('ORG-01', ['secretary']))).status).toBe(409);
    expect((await outcome(path, { onBehalfOf }, tokens.secretary)).status).toBe(409);
    expect(await outcome(path, {}, tokens.secretary)).toEqual(ALLOWED);
  });

  test('are one and a meeting that has minuted it', async () => {
    const path = await complete({}, tokens.secretary);
    expect((await outcome(path, { minuteRef: '4.2' }, tokens.secretary)).status).toBe(409);
    expect((await outcome(path, { meeting: 'BOARD-MTG01' }, tokens.secretary)).status).toBe(409);
    expect(await outcome(path, { meeting: 'BOARD-MTG01', minuteRef: '4.2' }, tokens.secretary)).toEqual(ALLOWED);
  });
});

describe('the secretary alone', () => {
  const path = '/api/actions/PERI-A01/report-progress';
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

  test('acts on behalf of another', async () => {
    const body = { narrative: 'Going', onBehalfOf: { party: 'ORG-01', source: 'A letter' } };
    expect(await outcome(path, body, tokens.contributor)).toEqual(NOT_ALLOWED);
    expect(await outcome(path, body, tokens.secretary)).toEqual(ALLOWED);
  });

  test.each([daysAgo(31), '2018-03', '2017/18', '1900-01-01'])('dates a fact back to %s', async (occurredAt) => {
    const body = { narrative: 'It went so', occurredAt };
    expect(await outcome(path, body, tokens.contributor)).toEqual(NOT_ALLOWED);
    expect(await outcome(path, body, tokens.secretary)).toEqual(ALLOWED);
  });

  test('is not needed to date one back by less', async () => {
    const body = { narrative: 'It went so', occurredAt: daysAgo(29) };
    expect(await outcome(path, body, tokens.contributor)).toEqual(ALLOWED);
  });
});

/** An answer without what says which moment it is of, and so moves on with every event. */
function withoutMoment(body: object): object {
  const text = JSON.stringify(body, (name, value) =>
    ['asOf', 'nextCursor', 'links'].includes(name) || isLink(value) ? null : value,
  );
  return JSON.parse(text);
}

/** Links name the moment that they lead to. */
const isLink = (value: unknown) => typeof value === 'string' && value.startsWith('/api/');

describe('what is restricted to a group', () => {
  const hidden = { access: 'restricted', restrictedTo: 'INNER' };
  let insider: string;
  let contributor: string;
  let before: object[];
  const words = ['zebra', 'SMI-A77', 'SMI-M77', 'SMI-T77', 'DEC-77'];
  let ids: string[];

  /** All that an outsider reads, without the moment and the numbers that every event moves on. */
  async function everythingRead(token: string): Promise<object[]> {
    const lists = queryRoutes.filter(({ path }) => !path.includes(':')).map(({ path }) => path);
    const more = ['actions?q=zebra', 'decisions?q=zebra', 'targets?q=zebra', 'actions?programme=SMI', 'programmes/SMI'];
    const searches = ['search?q=zebra', 'search?q=inner', 'search?q=BOARD-D01'];
    const named = ['groups/BOARD', 'decisions/BOARD-D01', 'parties/ORG-01', 'parties/ORG-01/history', 'groups/INNER'];
    const reports = ['reports/governance?programme=SMI', 'reports/governance?group=BOARD', 'timeline?programme=SMI'];
    const read: object[] = [];
    for (const path of [...lists, ...more, ...searches, ...named, ...reports]) {
      const { body } = await server.get(`/api/${path}`, bearer(token));
      read.push({ path, ...withoutMoment(body) });
    }
    return read;
  }

  beforeAll(async () => {
    await taken(server, '/api/groups', { reference: 'INNER', name: 'Inner group' });
    await caughtUp(server, await taken(server, '/api/meetings', { group: 'INNER', startsAt: '2018-04-09T10:00:00Z' }));
    insider = await tokenFor('ORG-02', ['viewer'], { groups: ['INNER'] });
    contributor = await tokenFor('ORG-01', ['contributor'], { programmes: ['SMI'] });
    before = await everythingRead(tokens.viewer);
    const base = { programme: 'SMI', ...hidden };
    const created = [
      await taken(server, '/api/actions', {
        ...base,
        title: 'A zebra',
        owner: 'ORG-01',
        reference: 'SMI-A77',
        timescale: '2018',
      }),
      await taken(server, '/api/milestones', { ...base, title: 'A zebra', due: '1 May 2018', reference: 'SMI-M77' }),
      await taken(server, '/api/targets', {
        ...base,
        measure: 'Zebras',
        unit: '%',
        direction: 'at-least',
        trajectory: [{ period: '2018-04', value: 50 }],
        reference: 'SMI-T77',
      }),
      await taken(server, '/api/decisions', {
        ...hidden,
        title: 'A zebra is bought',
        disposition: 'approve',
        rationale: 'Zebra',
        decidedOn: '2018-04-01',
        group: 'BOARD',
        affects: ['SMI-A01'],
        reference: 'DEC-77',
      }),
    ];
    ids = created.map(({ id }) => id);
    await taken(server, '/api/targets/SMI-T77/record-measurement', { period: '2018-04', value: 1 });
    await taken(server, '/api/milestones/SMI-M77/miss', { narrative: 'Zebra' });
    await caughtUp(server, await taken(server, '/api/actions/SMI-A77/report-progress', { narrative: 'Zebra' }));
  });

  test('leaves nothing that others read any different', async () => {
    expect(await everythingRead(tokens.viewer)).toEqual(before);
    expect(await everythingRead(tokens.contributor)).toEqual(before);
  });

  test('is read by its group, auditors and secretaries, and is for others not there', async () => {
    for (const [token, status] of [
      [insider, 200],
      [tokens.auditor, 200],
      [tokens.secretary, 200],
      [tokens.viewer, 404],
      [tokens.administrator, 404],
      [contributor, 404],
    ] as const) {
      for (const path of ['actions/SMI-A77', 'milestones/SMI-M77', 'targets/SMI-T77', 'decisions/DEC-77']) {
        expect((await server.get(`/api/${path}`, bearer(token))).status).toBe(status);
        expect((await server.get(`/api/${path}/history`, bearer(token))).status).toBe(status);
      }
      for (const id of ids.slice(0, 1))
        expect((await server.get(`/api/actions/${id}`, bearer(token))).status).toBe(status);
      for (const path of ['actions?q=zebra', 'decisions?affects=SMI-A01&q=zebra'])
        expect((await server.get(`/api/${path}`, bearer(token))).body.items.length > 0).toBe(status === 200);
    }
  });

  test('is as unknown as what there is not to those who ask for it by name', async () => {
    const [id = ''] = ids;
    const nowhere = '00000000-0000-4000-8000-000000000000';
    for (const [path, named, unnamed] of [
      ['audit?reference=', 'SMI-A77', 'SMI-A99'],
      ['audit?stream=action-', id, nowhere],
      ['actions?parent=', id, nowhere],
      ['milestones?action=', 'SMI-A77', 'SMI-A99'],
      ['decisions?affects=', 'SMI-A77', 'SMI-A99'],
    ] as const) {
      const asked = async (item: string, token: string) => {
        const { status, body } = await server.get(`/api/${path}${item}`, bearer(token));
        return { status, body: JSON.stringify(body).replaceAll(item, '') };
      };
      for (const token of [tokens.viewer, tokens.administrator, contributor]) {
        expect((await asked(named, token)).status).toBe(422);
        expect(await asked(named, token)).toEqual(await asked(unnamed, token));
      }
      for (const token of [insider, tokens.auditor, tokens.secretary])
        expect((await asked(named, token)).status).toBe(200);
    }
  });

  test('takes no command from those who do not see it, and tells them nothing of it', async () => {
    const report = (ref: string) => outcome(`/api/actions/${ref}/report-progress`, { narrative: 'Going' }, contributor);
    expect(await report('SMI-A77')).toEqual(NOT_FOUND);
    expect(await report(ids[0] as string)).toEqual(NOT_FOUND);
    const own = await tokenFor('ORG-01', ['contributor'], { groups: ['INNER'] });
    expect(await outcome('/api/actions/SMI-A77/report-progress', { narrative: 'Going' }, own)).toEqual(ALLOWED);
  });

  test('is not named by what can be seen', async () => {
    const named = await taken(server, '/api/decisions', {
      title: 'Wait for it',
      disposition: 'defer',
      rationale: 'Not yet',
      decidedOn: '2018-04-02',
      affects: ['SMI-A01', { reference: 'SMI-A77', as: 'awaits' }],
    });
    await taken(server, '/api/actions/SMI-A01/add-dependency', { on: 'SMI-A77' });
    const { reference: child } = await taken(server, '/api/actions', {
      programme: 'SMI',
      title: 'A child',
      parent: 'SMI-A77',
    });
    await taken(server, '/api/actions/SMI-A01/add-note', { text: 'A zebra note', ...hidden });
    await taken(server, '/api/actions/SMI-A01/attach-evidence', { title: 'A zebra', text: 'zebra', ...hidden });
    const last = await taken(server, '/api/targets/SMI-T01/record-measurement', {
      period: '2018-05',
      value: 1.2345,
      ...hidden,
    });
    await caughtUp(server, last);
    const stream = await listen(server, { token: tokens.viewer });
    await stream.until(({ data }) => data.reference === child);
    stream.close();
    const refs = ['actions/SMI-A01', `actions/${child}`, `decisions/${named.reference}`, 'targets/SMI-T01'];
    const read = [
      JSON.stringify(await everythingRead(tokens.viewer)),
      ...(await Promise.all(refs.map(async (ref) => (await server.get(`/api/${ref}`, bearer(tokens.viewer))).text))),
      ...(await Promise.all(
        refs.map(async (ref) => (await server.get(`/api/${ref}/history`, bearer(tokens.viewer))).text),
      )),
      JSON.stringify(stream.events),
    ];
    // The search for a word says the word.
    const said = read.map((text) => text.replace(/"path":"[^"]*"/g, '').toLowerCase());
    for (const word of [...words, ...ids, '1.2345']) {
      const found = said.filter((text) => text.includes(word.toLowerCase()));
      expect({
        word,
        found: found.map((text) => text.slice(Math.max(0, text.indexOf(word.toLowerCase()) - 300)).slice(0, 600)),
      }).toEqual({ word, found: [] });
    }
    const seen = await server.get(`/api/decisions/${named.reference}`, bearer(insider));
    expect(seen.body.affects).toHaveLength(2);
  });

  test('comes over the stream to its group alone', async () => {
    const streams = [await listen(server, { token: insider }), await listen(server, { token: tokens.viewer })];
    await taken(server, '/api/actions/SMI-A77/report-progress', { narrative: 'Zebra' });
    const { position } = await taken(server, '/api/actions/SMI-A01/report-progress', { narrative: 'Seen by all' });
    await Promise.all(streams.map((stream) => stream.until(({ data }) => data.position === position)));
    const [told, untold] = streams.map(
      ({ events }) => events.filter(({ data }) => data.reference === 'SMI-A77').length,
    );
    for (const stream of streams) stream.close();
    expect(told).toBeGreaterThan(0);
    expect(untold).toBe(0);
  });
});

describe('a person', () => {
  const NAME = 'Ada Featherstonehaugh';
  const bytes = (file: string) => readFileSync(join(server.folder, file)).toString('latin1');
  const everywhere = async () => {
    const stream = await listen(server);
    const { position } = await taken(server, '/api/actions/SMI-A01/report-progress', { narrative: 'And so on' });
    await stream.until(({ data }) => data.position === position);
    stream.close();
    const paths = ['parties?limit=100', 'parties/PERSON-01', 'audit?order=newest&limit=100'];
    const texts = await Promise.all(paths.map(async (path) => (await server.get(`/api/${path}`)).text));
    return [...texts, JSON.stringify(stream.events)].map((text) => text.includes(NAME));
  };

  test('is named from the directory while kept there, and nowhere once erased', async () => {
    const { reference } = await taken(server, '/api/parties', { kind: 'person', name: 'Ada', organisation: 'ORG-01' });
    await taken(server, `/api/parties/${reference}/describe`, { name: NAME });
    const token = await tokenFor(reference, ['secretary']);
    await caughtUp(server, await taken(server, '/api/actions/SMI-A01/report-progress', { narrative: 'By Ada' }, token));
    expect(await everywhere()).toEqual([true, true, true, true]);
    expect((await server.get(`/api/parties?q=featherston`)).body.items).toHaveLength(1);
    for (const file of ['events.db', 'events.db-wal']) expect(bytes(file)).not.toContain('Featherston');

    expect(await outcome(`/api/parties/${reference}/erase`, { reason: 'Asked' }, tokens.secretary)).toEqual(
      NOT_ALLOWED,
    );
    await caughtUp(server, await taken(server, `/api/parties/${reference}/erase`, { reason: 'Asked for it' }));
    expect(await everywhere()).toEqual([false, false, false, false]);
    expect((await server.get(`/api/parties?q=featherston`)).body.items).toEqual([]);
    for (const file of ['events.db', 'events.db-wal', 'access.db', 'access.db-wal'])
      expect(bytes(file)).not.toContain('Featherston');
    const { body } = await server.get('/api/audit?type=ActionProgressReported&order=newest&limit=100');
    const ada = body.items.find(({ actor }: { actor: { party: string } }) => actor.party === reference);
    expect(ada.actor).toMatchObject({ name: null, kind: 'person', organisation: 'ORG-01' });
  });
});

describe('a token that is revoked', () => {
  test('is refused from then on, and its streams end', async () => {
    const { reference, token } = await taken(server, '/api/tokens', { party: 'ORG-02', roles: ['viewer'] });
    const stream = await listen(server, { token });
    await stream.until(() => true);
    await taken(server, `/api/tokens/${reference}/revoke`, {});
    expect((await server.get('/api/actions', bearer(token))).status).toBe(401);
    await stream.ended;
    await expect(listen(server, { token })).rejects.toThrow('not-authenticated');
  });

  test('ends its streams also where the client has stopped reading', async () => {
    const { reference, token } = await taken(server, '/api/tokens', { party: 'ORG-02', roles: ['viewer'] });
    const { hostname, port } = new URL(server.url);
    const client = connect(Number(port), hostname).pause();
    const cut = new Promise<void>((resolve) => client.on('error', () => resolve()));
    client.write(`GET /api/events HTTP/1.1\r\nhost: ledger\r\nauthorization: Bearer ${token}\r\n\r\n`);
    // More than the machine keeps for a client that does not read.
    const narrative = 'A long report. '.repeat(600);
    for (let reports = 0; reports < 40; reports++)
      await Promise.all(
        Array.from({ length: 40 }, () => taken(server, '/api/actions/PERI-A01/report-progress', { narrative })),
      );
    await taken(server, `/api/tokens/${reference}/revoke`, {});
    // A connection that is gone answers what it is sent with an error.
    const knocking = setInterval(() => client.write('\r\n'), 100);
    await cut;
    clearInterval(knocking);
  });

  test('is listed in pages, which hold each token once', async () => {
    const all = (await server.get('/api/tokens?limit=100')).body;
    const found = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await server.get(`/api/tokens?limit=2${cursor && `&cursor=${cursor}`}`);
      found.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(found.length).toBeGreaterThan(4);
    expect(found).toEqual(all.items);
    expect(all.asOf).toMatchObject({ ledger: expect.any(String), number: expect.any(Number) });
  });

  test('has its secret in no file, and in the first answer alone', async () => {
    const headers = { 'idempotency-key': 'a-token' };
    const body = { party: 'ORG-02', roles: ['viewer'] };
    const { token } = (await server.post('/api/tokens', body, headers)).body;
    expect((await server.post('/api/tokens', body, headers)).body).not.toHaveProperty('token');
    for (const file of ['events.db', 'events.db-wal', 'access.db', 'access.db-wal'])
      expect(readFileSync(join(server.folder, file)).toString('latin1')).not.toContain(token);
  });
});
