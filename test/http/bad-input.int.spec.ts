import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventsIn } from '../support/events.js';
import { startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN, type ApiServer, type Asking } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

const written = async () => (await eventsIn(server.folder)).length;

interface Refusal {
  readonly status: number;
  readonly code: string;
  /** The field or parameter that the answer names. */
  readonly field?: string;
}

/** Requires that something is refused so, as a problem that says what would be right, and that nothing is written. */
async function refused(path: string, asking: Asking, { status, code, field }: Refusal): Promise<void> {
  const before = await written();
  const { body } = await server.ask(path, asking);
  expect(body).toMatchObject({ status, code, type: `urn:action-ledger:problem:${code}` });
  expect(body.title).not.toBe('');
  expect(body.detail).toMatch(/\S/);
  if (field !== undefined) {
    const named = body.errors.find((error: { field: string }) => error.field === field);
    expect({ field, errors: body.errors, named }).toMatchObject({ named: { message: expect.stringMatching(/\S/) } });
  }
  expect(await written()).toBe(before);
}

const post = (body: string, headers = {}): Asking => ({
  method: 'POST',
  body,
  headers: { 'content-type': 'application/json', ...headers },
});
const json = (body: unknown, headers = {}) => post(JSON.stringify(body), headers);
const MALFORMED = { status: 400, code: 'malformed-json' };
const invalid = (field: string) => ({ status: 400, code: 'validation-failed', field });
const unknown = (field: string) => ({ status: 422, code: 'unknown-reference', field });
const nested = (depth: number) => `{"title":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('a body that is no JSON object', () => {
  test.each<[string, string, Refusal]>([
    ['cut short', '{"programme":"SMI"', MALFORMED],
    ['with a trailing comma', '{"programme":"SMI",}', MALFORMED],
    ['with single quotes', "{'programme':'SMI'}", MALFORMED],
    ['of words', 'programme=SMI', MALFORMED],
    ['with a byte order mark', '\ufeff{"programme":"SMI"}', MALFORMED],
    ['with NaN', '{"percent":NaN}', MALFORMED],
    ['with a line break in a text', '{"title":"a\nb"}', MALFORMED],
    ['that closes what it did not open', '{"title":"a"}}', MALFORMED],
    ['that opens what it does not close, with a fraction', '{"percent":1.5', MALFORMED],
    ['of white space', '   ', MALFORMED],
    ['null', 'null', invalid('')],
    ['a list', '[]', invalid('')],
    ['a text', '"SMI"', invalid('')],
    ['a number', '7', invalid('')],
    ['21 levels deep', nested(21), { status: 400, code: 'too-deep' }],
    ['5,000 levels deep', nested(5000), { status: 400, code: 'too-deep' }],
    ['400,000 brackets that are never closed', '['.repeat(400_000), { status: 400, code: 'too-deep' }],
    ['over the limit', JSON.stringify({ title: 'a'.repeat(1_048_576) }), { status: 413, code: 'body-too-large' }],
  ])('%s', async (_what, body, refusal) => {
    await refused('/api/actions', post(body), refusal);
  });

  test('of bytes that are no UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"title":"a'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')]);
    await refused('/api/actions', { ...post(''), body }, MALFORMED);
  });

  test('of more fields than any command has, with no more errors than can be read', async () => {
    const fields = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`field${index}`, index]));
    await refused('/api/actions', json(fields), invalid(''));
    const some = Object.fromEntries(Object.entries(fields).slice(0, 1_000));
    expect((await server.post('/api/actions', some)).body.errors).toHaveLength(100);
    const none = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
    expect((await server.post('/api/actions', none)).body.errors).toHaveLength(100);
  });

  test('20 levels deep is read, and then refused for its type', async () => {
    await refused('/api/actions', post(nested(20)), invalid('title'));
  });
});

describe('a body of another type', () => {
  /** Sends headers as they are; `fetch` would trim them. */
  function rawly(contentType: string, body: string): Promise<{ status: number; body: { code: string } }> {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': contentType };
    return new Promise((resolve, reject) => {
      const sent = request(`${server.url}/api/actions`, { method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
      });
      sent.on('error', reject).end(body);
    });
  }

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/json, text/plain',
    'application/json\t;a=b',
    'application/json\ta',
    'application/json; charset=utf-16',
    'application/merge-patch+json',
    'json',
    '*/*',
    ';',
  ])('%j', async (contentType) => {
    const before = await written();
    const { status, body } = await rawly(contentType, '{"programme":"SMI","title":"Sneaked in"}');
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'unsupported-content-type' });
    expect(await written()).toBe(before);
  });

  test('and none is refused where there is a body', async () => {
    await refused(
      '/api/actions',
      { method: 'POST', body: new Uint8Array([123, 125]) },
      { status: 415, code: 'unsupported-content-type' },
    );
  });

  test('is JSON with its charset named', async () => {
    await refused(
      '/api/actions',
      post('{}', { 'content-type': 'application/json; charset="UTF-8"' }),
      invalid('title'),
    );
  });
});

describe('a field', () => {
  const action = { programme: 'SMI', title: 'Commission the checks' };
  const target = { programme: 'SMI', measure: 'Checks', unit: '%', direction: 'at-least' };
  const decision = { title: 'Defer', disposition: 'defer', rationale: 'No money', decidedOn: 'not-stated' };
  const long = 'a'.repeat(100_000);

  test.each<[string, string, string, string]>([
    ['unknown', '/api/actions', JSON.stringify({ ...action, colour: 'red' }), 'colour'],
    [
      'unknown in a list',
      '/api/decisions',
      JSON.stringify({ ...decision, affects: [{ reference: 'SMI', x: 1 }] }),
      'affects[0].x',
    ],
    ['of another command', '/api/actions/SMI-A01/start', '{"percent":1}', 'percent'],
    ['hasOwnProperty', '/api/actions/SMI-A01/start', '{"hasOwnProperty":1}', 'hasOwnProperty'],
    ['toString', '/api/actions/SMI-A01/start', '{"toString":1}', 'toString'],
    ['isPrototypeOf', '/api/actions/SMI-A01/start', '{"isPrototypeOf":1}', 'isPrototypeOf'],
    ['__defineGetter__', '/api/actions/SMI-A01/start', '{"__defineGetter__":1}', '__defineGetter__'],
    ['__proto__', '/api/actions', '{"programme":"SMI","title":"A","__proto__":{"owner":"ORG-01"}}', '__proto__'],
    [
      '__proto__ beside a fraction',
      '/api/actions',
      '{"programme":"SMI","title":"A","__proto__":{"percent":1.50}}',
      '__proto__',
    ],
    [
      '__proto__ written with an escape',
      '/api/actions',
      '{"programme":"SMI","title":"A","\\u005f_proto__":{}}',
      '__proto__',
    ],
    ['constructor', '/api/actions', '{"programme":"SMI","title":"A","constructor":{"prototype":{}}}', 'constructor'],
    ['__proto__ within', '/api/decisions', '{"affects":[{"reference":"SMI","__proto__":{}}]}', 'affects[0].__proto__'],
    ['with an empty name', '/api/actions', JSON.stringify({ ...action, '': 1 }), ''],
    ['that is needed', '/api/actions', '{"programme":"SMI"}', 'title'],
    ['null', '/api/actions', JSON.stringify({ ...action, owner: null }), 'owner'],
    ['null in a list', '/api/actions', JSON.stringify({ ...action, dependsOn: [null] }), 'dependsOn[0]'],
    ['a number for a text', '/api/actions', JSON.stringify({ ...action, title: 7 }), 'title'],
    ['a list for a text', '/api/actions', JSON.stringify({ ...action, title: ['a'] }), 'title'],
    ['an object for a text', '/api/actions', JSON.stringify({ ...action, title: { length: 5 } }), 'title'],
    ['a text for a list', '/api/actions', JSON.stringify({ ...action, dependsOn: 'SMI-A01' }), 'dependsOn'],
    [
      'an object for a list',
      '/api/actions',
      JSON.stringify({ ...action, dependsOn: { length: 1, 0: 'SMI-A01' } }),
      'dependsOn',
    ],
    ['a list for an object', '/api/actions', JSON.stringify({ ...action, onBehalfOf: [] }), 'onBehalfOf'],
    ['a text for an object', '/api/targets', JSON.stringify({ ...target, baseline: '16.8' }), 'baseline'],
    ['a list in a list', '/api/decisions', JSON.stringify({ ...decision, affects: [['SMI']] }), 'affects'],
    ['a text for a flag', '/api/targets', JSON.stringify({ ...target, accumulates: 'true' }), 'accumulates'],
    [
      'a text for a whole number',
      '/api/actions/SMI-A01/report-progress',
      '{"narrative":"a","percent":"50"}',
      'percent',
    ],
    [
      'a fraction for a whole number',
      '/api/actions/SMI-A01/report-progress',
      '{"narrative":"a","percent":50.5}',
      'percent',
    ],
    ['above its limit', '/api/actions/SMI-A01/report-progress', '{"narrative":"a","percent":101}', 'percent'],
    ['below its limit', '/api/actions/SMI-A01/report-progress', '{"narrative":"a","percent":-1}', 'percent'],
    ['none of the values it may have', '/api/actions/SMI-A01/rate', '{"rating":"purple"}', 'rating'],
    ['a value in other letters', '/api/actions/SMI-A01/rate', '{"rating":"Green"}', 'rating'],
    ['empty', '/api/actions', JSON.stringify({ ...action, title: '' }), 'title'],
    ['blank', '/api/actions', JSON.stringify({ ...action, title: ' \u00a0\u2003' }), 'title'],
    ['of 100,000 characters, a line', '/api/actions', JSON.stringify({ ...action, title: long }), 'title'],
    ['of 100,000 characters, a text', '/api/actions', JSON.stringify({ ...action, description: long }), 'description'],
    ['of 100,000 characters, a timescale', '/api/actions', JSON.stringify({ ...action, timescale: long }), 'timescale'],
    ['of 100,000 characters, a reference', '/api/actions', JSON.stringify({ ...action, programme: long }), 'programme'],
    [
      'of 100,000 characters, a figure',
      '/api/targets/SMI-T01/record-measurement',
      JSON.stringify({ period: '2018', value: '9'.repeat(100_000) }),
      'value',
    ],
    ['of nothing to read', '/api/actions', JSON.stringify({ ...action, title: '\u200b\u00ad' }), 'title'],
    ['that runs the other way', '/api/actions', JSON.stringify({ ...action, title: 'a\u202eb' }), 'title'],
    [
      'that runs the other way, within',
      '/api/actions',
      JSON.stringify({ ...action, source: { document: 'a\u2067b' } }),
      'source.document',
    ],
    [
      'that runs the other way, a link',
      '/api/actions/SMI-A01/attach-evidence',
      JSON.stringify({ title: 'a', url: 'https://example.org/\u202egpj.exe' }),
      'url',
    ],
    [
      'that runs the other way, an item',
      '/api/actions',
      JSON.stringify({ ...action, programme: 'S\u202eMI' }),
      'programme',
    ],
    ['of two lines by a separator', '/api/actions', JSON.stringify({ ...action, title: 'a\u2028b' }), 'title'],
    ['two lines for one', '/api/actions', JSON.stringify({ ...action, title: 'a\nb' }), 'title'],
    ['with NUL', '/api/actions', JSON.stringify({ ...action, title: 'a\u0000b' }), 'title'],
    ['with an escape', '/api/actions', JSON.stringify({ ...action, title: 'a\u001b[31mb' }), 'title'],
    [
      'with a control character of Latin-1',
      '/api/actions',
      JSON.stringify({ ...action, description: 'a\u0085b' }),
      'description',
    ],
    ['with half a surrogate pair', '/api/actions', '{"programme":"SMI","title":"a\\ud800b"}', 'title'],
    ['with the pair the wrong way round', '/api/actions', '{"programme":"SMI","title":"\\udc00\\ud800"}', 'title'],
    [
      'a new reference in small letters',
      '/api/actions',
      JSON.stringify({ ...action, reference: 'smi-1' }),
      'reference',
    ],
    ['a new reference with a slash', '/api/programmes', '{"reference":"A/B","name":"a"}', 'reference'],
    [
      'a list of 10,000 references',
      '/api/actions',
      JSON.stringify({ ...action, dependsOn: Array(10_000).fill('SMI-A01') }),
      'dependsOn',
    ],
    [
      'a list of 10,000 objects',
      '/api/decisions',
      JSON.stringify({ ...decision, affects: Array(10_000).fill({ reference: 'SMI' }) }),
      'affects',
    ],
    [
      'a trajectory of 10,000 points',
      '/api/targets',
      JSON.stringify({ ...target, trajectory: Array(10_000).fill({ period: '2018', value: 1 }) }),
      'trajectory',
    ],
    ['31 February', '/api/actions', JSON.stringify({ ...action, reviewOn: '2018-02-31' }), 'reviewOn'],
    ['29 February of a common year', '/api/actions', JSON.stringify({ ...action, reviewOn: '2019-02-29' }), 'reviewOn'],
    ['a day before 1900', '/api/actions', JSON.stringify({ ...action, reviewOn: '1899-12-31' }), 'reviewOn'],
    ['a day after 2200', '/api/actions', JSON.stringify({ ...action, reviewOn: '2201-01-01' }), 'reviewOn'],
    ['a day as a number', '/api/actions', JSON.stringify({ ...action, reviewOn: 20180309 }), 'reviewOn'],
    ['a day in words', '/api/actions', JSON.stringify({ ...action, reviewOn: '9 March 2018' }), 'reviewOn'],
    ['an instant of no zone', '/api/meetings', '{"group":"BOARD","startsAt":"2018-03-09T10:00:00"}', 'startsAt'],
    ['an instant at 25 hours', '/api/meetings', '{"group":"BOARD","startsAt":"2018-03-09T25:00:00Z"}', 'startsAt'],
    ['an instant on 30 February', '/api/meetings', '{"group":"BOARD","startsAt":"2018-02-30T10:00:00Z"}', 'startsAt'],
    [
      'a true time on 31 February',
      '/api/actions',
      JSON.stringify({ ...action, occurredAt: '2018-02-31' }),
      'occurredAt',
    ],
    ['a true time in a 13th month', '/api/actions', JSON.stringify({ ...action, occurredAt: '2018-13' }), 'occurredAt'],
    [
      'a true time in a year of two',
      '/api/actions',
      JSON.stringify({ ...action, occurredAt: '2017/19' }),
      'occurredAt',
    ],
    ['a period that is none', '/api/targets/SMI-T01/record-measurement', '{"period":"2018-Q5","value":1}', 'period'],
    ['a figure in words', '/api/targets/SMI-T01/record-measurement', '{"period":"2018","value":"about 60"}', 'value'],
    [
      'a figure with an exponent',
      '/api/targets/SMI-T01/record-measurement',
      '{"period":"2018","value":"6e1"}',
      'value',
    ],
    [
      'a figure of infinity',
      '/api/targets/SMI-T01/record-measurement',
      '{"period":"2018","value":"Infinity"}',
      'value',
    ],
    ['a figure of 1e400', '/api/targets/SMI-T01/record-measurement', '{"period":"2018","value":1e400}', 'value'],
    ['a figure with a comma', '/api/targets/SMI-T01/record-measurement', '{"period":"2018","value":"1,220"}', 'value'],
    ['a link to a script', '/api/actions/SMI-A01/attach-evidence', '{"title":"a","url":"javascript:alert(1)"}', 'url'],
    ['a link to a file', '/api/actions/SMI-A01/attach-evidence', '{"title":"a","url":"file:///etc/passwd"}', 'url'],
  ])('%s', async (_what, path, body, field) => {
    await refused(path, post(body), invalid(field));
  });

  test.each<[string, string, string, string]>([
    [
      'a whole number beyond 2^53',
      '/api/actions/SMI-A01/report-progress',
      '{"narrative":"a","percent":9007199254740993}',
      'percent',
    ],
    ['1e400', '/api/actions/SMI-A01/report-progress', '{"narrative":"a","percent":1e400}', 'percent'],
    [
      '-1e400 within',
      '/api/actions',
      '{"programme":"SMI","title":"a","source":{"document":"a","line":-1e400}}',
      'line',
    ],
  ])('%s, where numbers are not kept as text', async (_what, path, body, field) => {
    await refused(path, post(body), { status: 400, code: 'unsafe-number', field });
  });

  test.each<[string, string, object, string]>([
    ['programme', '/api/actions', { ...action, programme: 'NONE' }, 'programme'],
    ['programme that is an action', '/api/actions', { ...action, programme: 'SMI-A01' }, 'programme'],
    ['owner', '/api/actions', { ...action, owner: 'ORG-99' }, 'owner'],
    ['action of a list', '/api/actions', { ...action, dependsOn: ['SMI-A01', 'SMI-A99'] }, 'dependsOn[1]'],
    ['id', '/api/actions', { ...action, owner: '00000000-0000-4000-8000-000000000000' }, 'owner'],
    ['meeting', '/api/actions', { ...action, meeting: 'MEET-99' }, 'meeting'],
    [
      'party on whose behalf',
      '/api/actions',
      { ...action, onBehalfOf: { party: 'ORG-99', source: 'a minute' } },
      'onBehalfOf.party',
    ],
    ['group', '/api/programmes', { reference: 'NEW', name: 'New', group: 'NONE' }, 'group'],
    ['item that is affected', '/api/decisions', { ...decision, affects: ['SMI', 'NONE'] }, 'affects[1].reference'],
    ['prototype name', '/api/actions', { ...action, owner: '__proto__' }, 'owner'],
    ['reference of strange letters', '/api/actions', { ...action, owner: "x'%00/../é" }, 'owner'],
  ])('naming an unknown %s', async (_what, path, body, field) => {
    await refused(path, json(body), unknown(field));
  });

  test('a reference that is taken', async () => {
    const refusal = { status: 409, code: 'reference-taken', field: 'reference' };
    await refused('/api/actions', json({ ...action, reference: 'SMI-A01' }), refusal);
    await refused('/api/programmes', json({ reference: 'SMI', name: 'Again' }), refusal);
  });

  test('a true time in the future', async () => {
    const refusal = { status: 422, code: 'occurred-in-the-future', field: 'occurredAt' };
    await refused('/api/actions', json({ ...action, occurredAt: '2200-12-31' }), refusal);
    await refused('/api/actions', json({ ...action, occurredAt: '2199/00' }), refusal);
  });

  test.each(['31 February 2018', 'By 31 June 2019', 'End Q5 2018/19', '1 May 2350', '12 March 1066', '2018-02-31'])(
    'the timescale %j is kept to the letter, and unread',
    async (text) => {
      const { id, position } = await taken(server, '/api/actions', { ...action, timescale: text });
      const { body } = await server.get(`/api/actions/${id}?minPosition=${position}`);
      expect(body.timescale.agreed ?? body.timescale).toMatchObject({
        text,
        precision: 'unread',
        earliest: null,
        latest: null,
      });
    },
  );
});

describe('a query', () => {
  test.each<[string, string]>([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=abc', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=', 'limit'],
    ['limit=%201', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['limit=99999999999999999999', 'limit'],
    ['asOfPosition=-1', 'asOfPosition'],
    ['asOfPosition=1.5', 'asOfPosition'],
    ['asOfPosition=9007199254740992', 'asOfPosition'],
    ['asOfPosition=0x10', 'asOfPosition'],
    ['knownAt=yesterday', 'knownAt'],
    ['knownAt=2018-02-31', 'knownAt'],
    ['knownAt=2018-03-09T10:00:00', 'knownAt'],
    ['knownAt=1899-12-31', 'knownAt'],
    ['effectiveAt=2018-13-01', 'effectiveAt'],
    ['effectiveAt=%00', 'effectiveAt'],
    ['minPosition=abc', 'minPosition'],
    ['minPosition=-1', 'minPosition'],
    ['status=done', 'status'],
    ['status=Planned', 'status'],
    ['programme=a%20b', 'programme'],
    ["programme=';drop%20table%20items", 'programme'],
    ['overdueOn=2018-02-31', 'overdueOn'],
    ['q=', 'q'],
    ['q=a%00b', 'q'],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['q=a&q=b', 'q'],
  ])('%s', async (query, field) => {
    await refused(`/api/actions?${query}`, {}, { status: 400, code: 'bad-parameter', field });
  });

  test.each(['colour=red', 'Limit=1', 'limit[]=1', 'filter[status]=planned', '__proto__=1', 'constructor=1', '=1'])(
    'of unknown %s',
    async (query) => {
      const field = query.split('=')[0] as string;
      await refused(`/api/actions?${query}`, {}, { status: 400, code: 'unknown-parameter', field });
    },
  );

  test.each([
    'nonsense',
    '%00',
    'e30',
    Buffer.from('null').toString('base64url'),
    Buffer.from('{"moment":{"asOfPosition":1,"day":"2018-03-09"},"after":[{}]}').toString('base64url'),
    Buffer.from('{"moment":{"asOfPosition":1,"day":"2018-03-09"},"after":[]}').toString('base64url'),
    Buffer.from('{"moment":{"asOfPosition":1,"day":"2018-03-09"},"after":["a",1,2]}').toString('base64url'),
    Buffer.from('{"moment":{"asOfPosition":-1,"day":"2018-03-09"},"after":["a"]}').toString('base64url'),
    Buffer.from('{"moment":{"asOfPosition":1,"day":"2018-02-31"},"after":["a"]}').toString('base64url'),
    Buffer.from('[['.repeat(400)).toString('base64url'),
  ])('of a cursor that no page gave: %s', async (cursor) => {
    const refusal = { status: 400, code: 'bad-cursor', field: 'cursor' };
    for (const list of ['actions', 'audit', 'timeline', 'meetings', 'reports/governance/items'])
      await refused(`/api/${list}?cursor=${cursor}`, {}, refusal);
  });

  test.each(['actions', 'audit', 'timeline', 'meetings', 'parties', 'reports/governance/items'])(
    'of a cursor of another list, for %s',
    async (list) => {
      const lists = ['actions', 'audit', 'timeline', 'meetings', 'programmes', 'event-types', 'parties'];
      const cursors: Record<string, string> = {};
      for (const other of lists.filter((each) => each !== list)) {
        const { nextCursor } = (await server.get(`/api/${other}${other === 'event-types' ? '' : '?limit=1'}`)).body;
        if (nextCursor) cursors[other] = nextCursor;
      }
      const longer = ['audit', 'parties'].filter((each) => each !== list);
      expect(Object.keys(cursors)).toEqual(expect.arrayContaining(longer));
      for (const cursor of Object.values(cursors))
        expect((await server.get(`/api/${list}?cursor=${cursor}`)).status).toBeLessThan(500);
    },
  );

  test('of a cursor above 2,000 characters', async () => {
    const refusal = { status: 400, code: 'bad-parameter', field: 'cursor' };
    await refused(`/api/actions?cursor=${'a'.repeat(2001)}`, {}, refusal);
  });

  test('about a position above the head, also in a cursor', async () => {
    const refusal = { status: 400, code: 'position-ahead', field: 'asOfPosition' };
    await refused('/api/actions?asOfPosition=1000000', {}, refusal);
    const text = '{"moment":{"asOfPosition":1000000,"day":"2018-03-09"},"after":["A"]}';
    await refused(`/api/actions?cursor=${Buffer.from(text).toString('base64url')}`, {}, refusal);
  });

  test('about two moments', async () => {
    const refusal = { status: 400, code: 'bad-moment', field: 'asOfPosition' };
    await refused('/api/actions?asOfPosition=1&knownAt=2018-03-09', {}, refusal);
  });

  test.each(['knownAt', 'effectiveAt'])('about a future %s', async (name) => {
    const refusal = { status: 400, code: 'moment-in-the-future', field: name };
    for (const moment of ['2200-12-31', '2200-12-31T23:59:59Z']) {
      for (const path of ['actions', 'actions/SMI-A01', 'audit', 'timeline', 'reports/governance'])
        await refused(`/api/${path}?${name}=${moment}`, {}, refusal);
    }
  });

  test.each([
    ['programmes?group=SMI', 'group'],
    ['programmes?parent=NONE', 'parent'],
    ['groups?parent=NONE', 'parent'],
    ['meetings?group=NONE', 'group'],
    ['parties?organisation=NONE', 'organisation'],
    ['actions?programme=NONE', 'programme'],
    ['actions?group=NONE', 'group'],
    ['actions?parent=SMI', 'parent'],
    ['actions?owner=00000000-0000-4000-8000-000000000000', 'owner'],
    ['milestones?programme=NONE', 'programme'],
    ['milestones?action=NONE', 'action'],
    ['milestones?owner=NONE', 'owner'],
    ['targets?programme=NONE', 'programme'],
    ['decisions?group=NONE', 'group'],
    ['decisions?programme=NONE', 'programme'],
    ['decisions?affects=NONE', 'affects'],
    ['timeline?group=NONE', 'group'],
    ['timeline?programme=NONE', 'programme'],
    ['audit?reference=NONE', 'reference'],
    ['audit?actor=NONE', 'actor'],
    ['audit?stream=action-none', 'stream'],
    ['reports/governance?group=NONE', 'group'],
    ['reports/governance?programme=NONE', 'programme'],
    ['reports/governance/items?group=NONE', 'group'],
    ['reports/governance/items?row=NONE', 'row'],
    ['reports/slippage?owner=NONE', 'owner'],
    ['events?reference=NONE', 'reference'],
  ])('of an unknown item: %s', async (query, field) => {
    await refused(`/api/${query}`, {}, unknown(field));
  });

  test('of a page of an unknown item', async () => {
    for (const path of [
      'actions/SMI-A99',
      'actions/SMI',
      'actions/__proto__',
      'actions/SMI-A99/history',
      'decisions/x%00y',
    ])
      await refused(`/api/${path}`, {}, { status: 404, code: 'item-not-found' });
  });

  test('where none or no such is taken', async () => {
    const refusal = (field: string) => ({ status: 400, code: 'unknown-parameter', field });
    await refused('/api/tokens?party=CCG', {}, refusal('party'));
    await refused('/api/event-types?x=1', {}, refusal('x'));
    expect((await server.get('/api/event-types?x=1')).body.detail).toMatch(/; there are none\.$/);
    await refused('/api/actions/SMI-A01/start?force=true', json({}), refusal('force'));
    await refused('/api/actions?dry=1', json({ programme: 'SMI', title: 'Run dry' }), refusal('dry'));
  });

  test('for the stream of events', async () => {
    const bad = { status: 400, code: 'bad-parameter' };
    await refused('/api/events?after=-1', {}, { ...bad, field: 'after' });
    await refused('/api/events?type=Nonsense', {}, { ...bad, field: 'type' });
    await refused('/api/events?after=1&after=2', {}, { ...bad, field: 'after' });
    await refused('/api/events?reference=a%20b', {}, { ...bad, field: 'reference' });
    await refused('/api/events?x=1', {}, { status: 400, code: 'unknown-parameter', field: 'x' });
    const header = { status: 400, code: 'bad-last-event-id', field: 'Last-Event-ID' };
    for (const id of ['abc', '-1', '1.5', '9'.repeat(16)])
      await refused('/api/events', { headers: { 'last-event-id': id } }, header);
  });
});

describe('a header', () => {
  test('If-Match that is stale', async () => {
    const refusal = { status: 412, code: 'stale-revision' };
    await refused('/api/actions/SMI-A01/report-progress', json({ narrative: 'a' }, { 'if-match': '"99"' }), refusal);
  });

  test.each(['0', '"a"', 'W/0', 'w/"0"', '"0-x"', '"0", "1"', '""', '"-1"', '"1.0"', `"${'9'.repeat(16)}"`, 'x'])(
    'If-Match that is malformed: %s',
    async (header) => {
      const refusal = { status: 400, code: 'bad-if-match', field: 'If-Match' };
      await refused('/api/actions/SMI-A01/report-progress', json({ narrative: 'a' }, { 'if-match': header }), refusal);
    },
  );

  test.each(['', ' ', 'a b', 'é', 'a'.repeat(256)])('Idempotency-Key that is malformed: %j', async (key) => {
    const refusal = { status: 400, code: 'bad-idempotency-key', field: 'Idempotency-Key' };
    await refused('/api/actions', json({ programme: 'SMI', title: 'A' }, { 'idempotency-key': key }), refusal);
  });

  test.each<[string, object, object]>([
    ['/api/actions', { programme: 'SMI', title: 'Once' }, { programme: 'SMI', title: 'Twice' }],
    ['/api/actions/SMI-A01/report-progress', { narrative: 'Once' }, { narrative: 'Twice' }],
  ])('Idempotency-Key that is used again on %s', async (path, body, other) => {
    const headers = { 'idempotency-key': `again-${path}` };
    const first = await server.post(path, body, headers);
    const before = await written();
    const again = await server.post(path, Object.fromEntries(Object.entries(body).reverse()), headers);
    expect({ ...again, headers: null }).toEqual({ ...first, headers: null });
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await written()).toBe(before);
    await refused(path, json(other, headers), { status: 422, code: 'idempotency-key-reused' });
  });
});

describe('a credential', () => {
  const REFUSAL = { status: 401, code: 'not-authenticated' };
  const paths = ['/api/actions', '/api/actions/SMI-A01', '/api/events', '/api/tokens', '/api/event-types', '/metrics'];

  test('that is missing or wrong', async () => {
    for (const path of paths) {
      const answer = await fetch(server.url + path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${btoa(`admin:${ADMIN_TOKEN}`)}`,
      ADMIN_TOKEN,
      `Bearer ${ADMIN_TOKEN}x`,
    ];
    for (const authorization of [...wrong, `Bearer  ${ADMIN_TOKEN}`, `Bearer ${ADMIN_TOKEN} x`, 'Bearer __proto__']) {
      await refused('/api/actions', { headers: { authorization } }, REFUSAL);
      await refused('/api/actions', json({ programme: 'SMI', title: 'A' }, { authorization }), REFUSAL);
    }
  });

  test('in the address is none', async () => {
    const answer = await fetch(`${server.url}/api/actions?access_token=${ADMIN_TOKEN}`);
    expect(answer.status).toBe(401);
  });

  test('that is no bearer token is told so', async () => {
    for (const authorization of [ADMIN_TOKEN, `Basic ${ADMIN_TOKEN}`]) {
      const { status, body } = await server.get('/api/actions', { authorization });
      expect(status).toBe(401);
      expect(body.detail).toContain('does not begin with Bearer; send Authorization: Bearer <token>.');
    }
  });

  test('that lacks the role is refused before the body is looked at', async () => {
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const headers = { authorization: `Bearer ${token}` };
    const refusal = { status: 403, code: 'not-allowed' };
    await refused('/api/actions', json({ programme: 'SMI', title: 'A' }, headers), refusal);
    await refused('/api/actions', json({ colour: 'red' }, headers), refusal);
    await refused('/api/tokens', json({ party: 'ORG-01', roles: ['administrator'] }, headers), refusal);
    await refused('/api/tokens', { headers }, refusal);
  });

  test('that fails too often is answered so, and a right one still passes', async () => {
    const guessed = await startInProcess();
    const headers = { authorization: 'Bearer guessed' };
    const statuses = [];
    // More than twice what a minute allows, so that a minute's end between them changes nothing.
    for (let guess = 0; guess < 70; guess++) {
      const answer = await guessed.get('/api/actions', headers);
      statuses.push(answer.status);
      if (answer.status === 429) expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(statuses[0]).toBe(401);
    expect(statuses).toContain(429);
    expect((await guessed.get('/api/actions')).status).toBe(200);
    await guessed.stop();
  });
});

describe('an address', () => {
  test('that is misspelt is told what is spelt alike, and what there is', async () => {
    const told = async (path: string, method = 'POST') => (await server.ask(path, { method, ...json({}) })).body;
    const verb = await told('/api/actions/SMI-A01/complet');
    expect(verb).toMatchObject({ code: 'no-such-route', near: ['complete'] });
    expect(verb.there).toEqual(expect.arrayContaining(['complete', 'start', 'verify']));
    expect(verb.detail).toContain('Did you mean complete? Known here: add-dependency, ');
    expect(await told('/api/action')).toMatchObject({ near: ['actions'] });
    expect(await told('/api/mileston/SMI-M01/meet')).toMatchObject({ near: ['milestones'] });
    expect((await server.get('/api/report/slippage')).body).toMatchObject({ near: ['reports'] });
  });

  test('that is the root says where to go', async () => {
    const { status, body } = await server.get('/', { authorization: '' });
    expect({ status, body }).toMatchObject({ status: 200, body: { docs: '/api/docs' } });
    for (const path of [body.docs, body.openapi, body.health]) expect((await server.get(path)).status).toBe(200);
  });

  test.each<[string, string, number, string]>([
    ['GET', '/api', 404, 'no-such-route'],
    ['GET', '/api/nothing', 404, 'no-such-route'],
    ['GET', '/api/actions/SMI-A01/nothing', 404, 'no-such-route'],
    ['GET', '/api/actions/', 404, 'no-such-route'],
    ['GET', '//api/actions', 404, 'no-such-route'],
    ['GET', '/API/ACTIONS', 404, 'no-such-route'],
    ['GET', '/api/docs/nothing.js', 404, 'no-such-route'],
    ['GET', '/api/docs/..%2f..%2fpackage.json', 404, 'no-such-route'],
    ['GET', '/api/docs/__proto__', 404, 'no-such-route'],
    ['POST', '/api/actions/SMI-A01/explode', 404, 'no-such-route'],
    ['POST', '/api/actions/SMI-A01/constructor', 404, 'no-such-route'],
    ['POST', '/api/actions/SMI-A01/history', 404, 'no-such-route'],
    ['POST', '/api/actions/SMI-A99/start', 404, 'item-not-found'],
    ['POST', '/api/actions/SMI/start', 404, 'item-not-found'],
    ['POST', '/api/actions/00000000-0000-4000-8000-000000000000/start', 404, 'item-not-found'],
    ['POST', '/api/actions/%00/start', 404, 'item-not-found'],
    ['POST', '/api/actions/%F0%9F%98%80/start', 404, 'item-not-found'],
    ['PUT', '/api/actions/SMI-A01', 404, 'no-such-route'],
    ['PATCH', '/api/actions/SMI-A01', 404, 'no-such-route'],
    ['DELETE', '/api/actions/SMI-A01', 404, 'no-such-route'],
    ['OPTIONS', '/api/actions', 404, 'no-such-route'],
    ['POST', '/api/audit', 404, 'no-such-route'],
    ['POST', '/health/live', 404, 'no-such-route'],
    ['GET', '/api/actions/%', 400, 'bad-request'],
    ['GET', '/api/actions/%zz', 400, 'bad-request'],
    ['GET', '/api/actions/%c3%28', 400, 'bad-request'],
    ['POST', '/api/actions/%e0%a4%a/start', 400, 'bad-request'],
    ['GET', `/api/actions/${'a'.repeat(101)}`, 414, 'uri-too-long'],
    ['GET', `/api/actions/${'a'.repeat(41)}`, 404, 'item-not-found'],
    ['GET', `/api/actions?q=${'a'.repeat(15_000)}`, 400, 'bad-parameter'],
  ])('%s %s', async (method, path, status, code) => {
    await refused(
      path,
      { method, ...(method === 'POST' && { body: '{}', headers: { 'content-type': 'application/json' } }) },
      { status, code },
    );
  });

  test('of 40,000 characters, or with headers as long, is refused by the server itself', async () => {
    expect((await fetch(`${server.url}/api/actions?q=${'a'.repeat(40_000)}`)).status).toBe(431);
    expect((await fetch(`${server.url}/api/actions`, { headers: { x: 'a'.repeat(40_000) } })).status).toBe(431);
    expect((await server.get('/health/live')).status).toBe(200);
  });

  test('with a body that is not wanted answers as without', async () => {
    const answer = await server.ask('/api/actions/SMI-A01/start', { method: 'POST' });
    expect(answer.status).toBe(200);
  });

  test('of HEAD answers as GET does, without the body', async () => {
    const { status, text, headers } = await server.ask('/api/actions/SMI-A01', { method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(headers.get('etag')).toMatch(/^"\d+"$/);
    expect((await server.ask('/api/actions/SMI-A99', { method: 'HEAD' })).status).toBe(404);
    expect((await server.ask('/api/events', { method: 'HEAD' })).status).toBe(200);
    const anonymous = await fetch(`${server.url}/api/actions`, { method: 'HEAD' });
    expect(anonymous.status).toBe(401);
  });
});

describe('a figure comes back as it was written', () => {
  test.each<[string, string]>([
    ['2018-01', '"60.10"'],
    ['2018-02', '60.10'],
    ['2018-03', '96'],
    ['2018-04', '12345678901234567890.123'],
    ['2018-05', '"12345678901234567890.123"'],
    ['2018-06', '9007199254740993'],
    ['2018-07', '0.1'],
    ['2018-08', '"0.10"'],
    ['2018-09', '-0.5'],
    ['2018-10', '16.800'],
    ['2018-11', '100000000000000'],
    ['2018-12', '"0"'],
  ])('%s: %s', async (period, figure) => {
    const path = '/api/targets/SMI-T01/record-measurement';
    const { status, body, text: said } = await server.ask(path, post(`{"period":"${period}","value":${figure}}`));
    expect({ status, said }).toMatchObject({ status: 200 });
    const { text } = await server.get(`/api/targets/SMI-T01?minPosition=${body.position}`);
    const shown = new RegExp(`"period":"${period}"[^{}]*?"value":("?[-\\d.]+"?)`).exec(text)?.[1];
    // A number that a binary float would not keep is taken for text.
    const kept = String(Number(figure)) === figure || figure.startsWith('"') ? figure : `"${figure}"`;
    expect(shown).toBe(kept);
  });
});
