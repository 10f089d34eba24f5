import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventsIn } from '../support/events.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let contributor: string;
let viewer: string;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  const issue = async (roles: string[], fields = {}) =>
    (await taken(server, '/api/tokens', { party: 'ORG-01', roles, ...fields })).token;
  contributor = await issue(['contributor'], { programmes: ['SMI'] });
  viewer = await issue(['viewer']);
});
afterAll(async () => {
  await server?.stop();
});

let refs: readonly string[] = [];
beforeEach(async () => {
  refs = await actions(3);
});

async function actions(count: number): Promise<readonly string[]> {
  const made = [];
  for (let index = 0; index < count; index++)
    made.push((await taken(server, '/api/actions', { programme: 'SMI', title: `Item ${index}` })).reference);
  return made;
}

const written = async () => (await eventsIn(server.folder)).length;
const batch = (body: object, headers: Record<string, string> = {}) => server.post('/api/batches', body, headers);
const start = (ref: string | undefined, fields: object = {}) => ({ kind: 'action', ref, verb: 'start', ...fields });
const progress = (ref: string | undefined, narrative: string, fields: object = {}) => ({
  ...{ kind: 'action', ref, verb: 'report-progress' },
  body: { narrative },
  ...fields,
});
// biome-ignore lint/suspicious/noExplicitAny: a test reads of a body what it expects there.
const codes = ({ results }: any) => results.map(({ status, problem }: any) => problem?.code ?? status);

describe('a batch', () => {
  it('answers each command in order, as it would be answered by itself', async () => {
    const [one, two, three] = refs;
    const { status, body } = await batch({
      commands: [
        { kind: 'action', body: { programme: 'SMI', title: 'New' } },
        start(one),
        { kind: 'action', ref: two, verb: 'verify', body: {} },
        { kind: 'action', ref: 'SMI-A99', verb: 'start' },
        { kind: 'action', ref: three, verb: 'block', body: { raeson: 'No nurse' } },
        start(three, { ifMatch: 7 }),
        start(three, { ifMatch: 0 }),
        { kind: 'ledger', verb: 'set-year-start', body: {} },
      ],
    });
    expect([status, codes(body)]).toEqual([
      200,
      [
        201,
        200,
        'action-not-complete',
        'item-not-found',
        'validation-failed',
        'stale-revision',
        200,
        expect.stringMatching(/validation-failed|no-such-route/),
      ],
    ]);
    expect(body).toMatchObject({ failed: 5, position: body.results[6].position });
    for (const [path, sent, index] of [
      [`/api/actions/${two}/verify`, {}, 2],
      ['/api/actions/SMI-A99/start', {}, 3],
      [`/api/actions/${three}/block`, { raeson: 'No nurse' }, 4],
    ] as const) {
      const alone = await server.post(path, sent);
      expect(body.results[index]).toEqual({ status: alone.status, problem: alone.body });
    }
    const made = await server.get(`/api/actions/${body.results[0].reference}?minPosition=${body.position}`);
    expect(made.body).toMatchObject({ title: 'New', revision: body.results[0].revision });
  });

  it('gives its meeting to each command that names none', async () => {
    const [one, two] = refs;
    await taken(server, '/api/meetings', { group: 'BOARD', startsAt: '2018-06-09T10:00:00Z' });
    const other = { body: { narrative: 'Under way', meeting: 'BOARD-MTG02', minuteRef: '4.1' } };
    const sent = [progress(one, 'Begun', { key: 'meeting-1' }), progress(two, '', other)];
    await taken(server, '/api/batches', { meeting: 'BOARD-MTG01', commands: sent });
    const { body } = await server.get(`/api/meetings/BOARD-MTG01?minPosition=${await head()}`);
    const metadata = (await eventsIn(server.folder)).slice(-2).map((event) => event.metadata);
    expect(metadata[0]?.meeting).toBe(body.id);
    expect(metadata[1]).toMatchObject({ minuteRef: '4.1', meeting: expect.not.stringMatching(body.id) });
    // By itself it is the same command where it names the meeting.
    const alone = { narrative: 'Begun', meeting: 'BOARD-MTG01' };
    const again = await server.post(`/api/actions/${one}/report-progress`, alone, { 'idempotency-key': 'meeting-1' });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const unknown = await batch({ meeting: 'NONE', commands: [start(one)] });
    expect(unknown.body.results[0]).toMatchObject({ status: 422, problem: { code: 'unknown-reference' } });
  });

  it('asks each command for its own role', async () => {
    const [one] = refs;
    const commands = [progress(one, 'Mine'), { kind: 'action', ref: one, verb: 'withdraw', body: { reason: 'No' } }];
    const { body } = await batch({ commands }, bearer(contributor));
    expect(codes(body)).toEqual([200, 'not-allowed']);
    const refused = await batch({ commands }, bearer(viewer));
    expect(codes(refused.body)).toEqual(['not-allowed', 'not-allowed']);
    expect((await batch({ commands }, { authorization: '' })).status).toBe(401);
  });

  it('shows a secret to whoever made it, once', async () => {
    const commands = [{ kind: 'token', key: 'of-batch', body: { party: 'ORG-01', roles: ['viewer'] } }];
    const [first, again] = [await batch({ commands }), await batch({ commands })];
    expect(first.body.results[0]).toMatchObject({ status: 201, token: expect.any(String) });
    expect(again.body.results[0]).toMatchObject({ status: 201, replayed: true });
    expect(again.body.results[0]).not.toHaveProperty('token');
  });

  it('records forty rows of a meeting in one request', async () => {
    const rows = await actions(40);
    const before = await written();
    const { body } = await batch({
      meeting: 'BOARD-MTG01',
      commands: rows.map((ref, index) => progress(ref, `Row ${index}`, { key: `row-${ref}` })),
    });
    expect(body.failed).toBe(0);
    expect(body.results.map(({ reference }: { reference: string }) => reference)).toEqual(rows);
    expect(await written()).toBe(before + 40);
  });
});

const head = async () => (await eventsIn(server.folder)).at(-1)?.position;

describe('a batch that is sent again', () => {
  it('answers as it first did and writes nothing, under its own key', async () => {
    const [one, two] = refs;
    const key = { 'idempotency-key': 'whole' };
    const sent = { commands: [{ kind: 'action', body: { programme: 'SMI', title: 'Once' } }, start(one), start(two)] };
    const first = await batch(sent, key);
    const before = await written();
    const again = await batch(sent, key);
    expect(again.body.results).toEqual(first.body.results.map((result: object) => ({ ...result, replayed: true })));
    expect(await written()).toBe(before);
    const other = await batch({ commands: [sent.commands[0], progress(one, 'Other')] }, key);
    expect(codes(other.body)).toEqual([201, 'idempotency-key-reused']);
    expect(await written()).toBe(before);
  });

  it('records what failed, or was not sent, and answers the rest as it first did', async () => {
    const [one, two, three] = refs;
    const rows = [progress(one, 'One', { key: 'r1' }), progress(two, 'Two', { key: 'r2' })];
    const first = await batch({ commands: rows });
    const more = await batch({ commands: [progress(three, 'Three', { key: 'r3' }), rows[1], rows[0]] });
    expect(more.body.results.map(({ replayed = false }) => replayed)).toEqual([false, true, true]);
    expect(more.body.results[2]).toEqual({ ...first.body.results[0], replayed: true });
    const alone = await server.post(
      `/api/actions/${one}/report-progress`,
      { narrative: 'One' },
      { 'idempotency-key': 'r1' },
    );
    expect(alone.headers.get('idempotent-replayed')).toBe('true');
  });

  it.each([false, true])('by two at once is recorded once (atomic: %s)', async (atomic) => {
    const [one] = refs;
    const sent = { atomic, commands: [start(one), progress(one, 'Half'), progress(one, 'All')] };
    const before = await written();
    const key = { 'idempotency-key': `race-${atomic}` };
    const answers = await Promise.all([batch(sent, key), batch(sent, key), batch(sent, key)]);
    const ids = answers.map(({ body }) => body.results.map(({ commandId }: { commandId: string }) => commandId));
    expect(answers.map(({ body }) => body.failed)).toEqual([0, 0, 0]);
    expect(new Set(ids.map((each) => each.join())).size).toBe(1);
    expect(await written()).toBe(before + 3);
  });
});

describe('a batch of all or none', () => {
  it('records each on what those before it make of the item', async () => {
    const [one] = refs;
    const complete = { kind: 'action', ref: one, verb: 'complete', body: { narrative: 'Agreed' } };
    const { body } = await batch({ atomic: true, commands: [start(one), progress(one, 'Soon'), complete] });
    expect(body.results.map(({ revision }: { revision: number }) => revision)).toEqual([1, 2, 3]);
  });

  it('leaves nothing where one fails', async () => {
    const [one] = refs;
    const before = await written();
    const { status, body } = await batch({ atomic: true, commands: [start(one), start(one, { ifMatch: 9 })] });
    expect([status, body.failed, body.position, codes(body)]).toEqual([
      200,
      2,
      null,
      ['batch-not-recorded', 'stale-revision'],
    ]);
    expect(body.results[0].problem).toMatchObject({ status: 409, failed: 1 });
    expect(await written()).toBe(before);
  });

  it.each([
    ['several items', () => [start(refs[0]), start(refs[1])]],
    ['a creation', () => [{ kind: 'action', body: { programme: 'SMI', title: 'New' } }]],
  ])('is refused for %s', async (_, commands) => {
    const before = await written();
    const { status, body } = await batch({ atomic: true, commands: commands() });
    expect([status, body.code, await written()]).toEqual([422, 'batch-not-on-one-item', before]);
  });
});

describe('a tampered batch', () => {
  const good = () => start(refs[0]);
  it.each<[string, () => unknown, string]>([
    ['a list', () => [good()], ''],
    ['no commands', () => ({}), 'commands'],
    ['an empty list', () => ({ commands: [] }), 'commands'],
    ['an object for the list', () => ({ commands: { 0: good() } }), 'commands'],
    ['101 commands', () => ({ commands: Array.from({ length: 101 }, good) }), 'commands'],
    ['a command that is null', () => ({ commands: [good(), null] }), 'commands[1]'],
    ['a command that is a text', () => ({ commands: [good(), 'start'] }), 'commands'],
    ['an unknown kind', () => ({ commands: [good(), { ...good(), kind: 'reference' }] }), 'commands[1].kind'],
    ['a kind of every object', () => ({ commands: [{ ...good(), kind: 'constructor' }] }), 'commands[0].kind'],
    ['a verb that is no word', () => ({ commands: [{ ...good(), verb: '../start' }] }), 'commands[0].verb'],
    ['a key with a space', () => ({ commands: [{ ...good(), key: 'a b' }] }), 'commands[0].key'],
    ['a revision below none', () => ({ commands: [{ ...good(), ifMatch: -1 }] }), 'commands[0].ifMatch'],
    ['a revision as an ETag', () => ({ commands: [{ ...good(), ifMatch: '"1"' }] }), 'commands[0].ifMatch'],
    ['a field that no command has', () => ({ commands: [{ ...good(), actor: 'me' }] }), 'commands[0].actor'],
    [
      'a prototype',
      () => ({ commands: [JSON.parse('{"kind":"action","__proto__":{"verb":"start"}}')] }),
      'commands[0].__proto__',
    ],
    ['an unknown field', () => ({ commands: [good()], atomicity: true }), 'atomicity'],
    ['atomic as a text', () => ({ commands: [good()], atomic: 'true' }), 'atomic'],
    ['a meeting that is null', () => ({ commands: [good()], meeting: null }), 'meeting'],
  ])('%s is refused as a whole, and nothing is written', async (_, body, field) => {
    const before = await written();
    const answer = await server.ask('/api/batches', {
      method: 'POST',
      body: JSON.stringify(body()),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await written()).toBe(before);
  });

  it.each<[string, object, string]>([
    ['a list as a body', { body: ['start'] }, 'validation-failed'],
    ['null as a body', { body: null }, 'validation-failed'],
    ['a field of null', { body: { narrative: null } }, 'validation-failed'],
    ['a prototype in a body', { body: JSON.parse('{"__proto__":{"narrative":"x"}}') }, 'validation-failed'],
    [
      '2,001 fields in a body',
      { body: { narrative: 'x', source: { a: Array(1_001).fill('x') } } },
      'validation-failed',
    ],
    ['a verb of another kind', { verb: 'approve-minutes' }, 'no-such-route'],
    ['a verb of every object', { verb: 'constructor' }, 'no-such-route'],
    ['no verb', { verb: undefined }, 'no-such-route'],
    ['no item', { ref: undefined }, 'no-such-route'],
  ])('%s fails alone', async (_, fields, code) => {
    const [one, two] = refs;
    const { body } = await batch({
      meeting: 'BOARD-MTG01',
      commands: [{ ...progress(one, 'x'), ...fields }, start(two)],
    });
    expect(codes(body)).toEqual([code, 200]);
  });

  it('takes no parameter, and no malformed key', async () => {
    const sent = { commands: [start(refs[0])] };
    expect((await server.post('/api/batches?atomic=true', sent)).body.code).toBe('unknown-parameter');
    expect((await batch(sent, { 'idempotency-key': 'a b' })).body.code).toBe('bad-idempotency-key');
  });
});
