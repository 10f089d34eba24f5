import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApiDocument } from '#apps/server/openapi/document.js';
import { markOf } from '#domain/kernel/event-mark.js';
import type { Answer } from '../support/declared.js';
import { listen } from '../support/event-stream.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

const action = (title: string) => ({ programme: 'SMI', title });
const report = (ref: string, narrative: string, headers = {}) =>
  server.post(`/api/actions/${ref}/report-progress`, { narrative }, headers);

/** Does something by so many clients at once, each `times` after one another. */
async function byClients<Done>(clients: number, times: number, act: (client: number, time: number) => Promise<Done>) {
  const each = Array.from({ length: clients }, async (_, client) => {
    const done: Done[] = [];
    for (let time = 0; time < times; time++) done.push(await act(client, time));
    return done;
  });
  return (await Promise.all(each)).flat();
}

/** A new programme with so many actions, by their references. */
async function programmeOf(reference: string, count: number): Promise<string[]> {
  await taken(server, '/api/programmes', { reference, name: `Programme ${reference}` });
  const made = [];
  for (let item = 1; item <= count; item++)
    made.push(await taken(server, '/api/actions', { programme: reference, title: `Item ${item}` }));
  await caughtUp(server, made.at(-1));
  return made.map((each) => each.reference);
}

describe('the description of the API', () => {
  test('that is served is the one that every answer here is held against', async () => {
    const { headers, body } = await server.get('/api/openapi.json');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  test('can be tried on a page that asks nothing of other machines', async () => {
    const page = await server.ask('/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string);
    expect(parts.length).toBeGreaterThan(2);
    expect(page.text).not.toMatch(/https?:\/\/|src="\/\/|href="\/\//);
    for (const part of parts) {
      const { status, headers, text } = await server.ask(part);
      expect({ part, status }).toEqual({ part, status: 200 });
      expect(headers.get('content-type')).toMatch(/^text\/(css|javascript)/);
      if (headers.get('content-type')?.startsWith('text/css')) expect(text).not.toMatch(/url\(["']?(https?:)?\/\//);
    }
    const start = await server.ask('/api/docs/start.js');
    expect(start.text).toContain("'/api/openapi.json'");
    expect(start.text).not.toMatch(/https?:/);
  });
});

describe('a command', () => {
  test('is answered with where the item is, and the tag that it goes on from', async () => {
    const { status, body, headers } = await server.post('/api/actions', action('Where it is'));
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/actions/${body.id}`);
    expect(headers.get('etag')).toBe('"0"');
    const path = `${headers.get('location')}?minPosition=${body.position}`;
    const read = await server.get(path);
    expect(read.headers.get('etag')).toBe('"0"');
    expect(read.body).toMatchObject({ id: body.id, reference: body.reference, revision: 0, position: body.position });
    for (const named of [body.id.toUpperCase(), body.reference.toLowerCase()])
      expect((await server.get(`/api/actions/${named}`)).body).toEqual(read.body);
    const next = await report(body.reference.toLowerCase(), 'On', { 'if-match': '"0"' });
    expect({ status: next.status, etag: next.headers.get('etag') }).toEqual({ status: 200, etag: '"1"' });
    expect(next.headers.get('location')).toBeNull();
  });

  test('that changes nothing writes nothing, and answers with where the item stands', async () => {
    const { reference } = await taken(server, '/api/actions', action('Started once'));
    const first = await taken(server, `/api/actions/${reference}/start`);
    const again = await taken(server, `/api/actions/${reference}/start`);
    expect(again).toEqual({ ...first, events: [], commandId: again.commandId });
  });

  test('can be sent again at once, also by eight clients, and is done once', async () => {
    const headers = { 'idempotency-key': 'eight-at-once' };
    const answers = await byClients(8, 2, () => server.post('/api/actions', action('Only once'), headers));
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 201, body: answers[0]?.body });
    await caughtUp(server, answers[0]?.body);
    expect((await server.get('/api/actions?q=only%20once')).body.items).toHaveLength(1);
  });

  test('with another body under a key, at the same time, is refused or is the one that is done', async () => {
    const headers = { 'idempotency-key': 'two-bodies' };
    const answers = await byClients(8, 1, (client) =>
      server.post('/api/actions', action(`Body ${client % 2}`), headers),
    );
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([201, 422]));
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
    expect(done).toHaveLength(4);
  });
});

describe('a position to be read from', () => {
  test('is waited for, so that everybody reads what they wrote', async () => {
    const seen = await byClients(4, 10, async (client, time) => {
      const { id, position } = await taken(server, '/api/actions', action(`Read ${client} ${time}`));
      const list = await server.get(`/api/actions?q=read%20${client}%20${time}&minPosition=${position}`);
      const page = await server.get(`/api/actions/${id}?minPosition=${position}`);
      return { status: page.status, listed: list.body.items.length, from: page.body.asOf.position >= position };
    });
    expect(new Set(seen.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ status: 200, listed: 1, from: true })]),
    );
  });

  test('beyond the head of the ledger is refused at once, and told where that is', async () => {
    const { body: list } = await server.get('/api/actions?limit=1');
    const beyond = list.asOf.position + 1_000_000;
    const { status, body } = await server.get(`/api/actions?minPosition=${beyond}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'position-ahead', minPosition: beyond, errors: [{ field: 'minPosition' }] });
    expect(body.head).toBeLessThan(beyond);
  });
});

describe('a list in pages', () => {
  /** Every page after one another, with something done between them. */
  async function pages(path: string, between = async (): Promise<unknown> => undefined): Promise<Answer['body'][]> {
    const read = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: Answer = await server.get(`/api/${path}${cursor && `&cursor=${cursor}`}`);
      read.push(body);
      cursor = body.nextCursor;
      await between();
    }
    return read;
  }

  test('holds each item once while others arrive, all as of one moment', async () => {
    const references = await programmeOf('PAGED', 12);
    let rounds = 0;
    const between = async () => {
      rounds++;
      const late = {
        programme: 'PAGED',
        title: 'Late',
        reference: `PAGED-A${String(rounds * 5 + 1).padStart(2, '0')}X`,
      };
      await taken(server, '/api/actions', late);
      await taken(server, `/api/actions/${references[11]}/describe`, { title: `Item 12, ${rounds}` });
    };
    const read = await pages('actions?programme=PAGED&limit=5', between);
    expect(read.map(({ items }) => items.length)).toEqual([5, 5, 2]);
    expect(read.flatMap(({ items }) => items).map(({ reference }) => reference)).toEqual(references);
    expect(read.at(-1).items[1].title).toBe('Item 12');
    expect(new Set(read.map(({ asOf }) => JSON.stringify(asOf))).size).toBe(1);
  });

  test.each([
    'actions?',
    'audit?',
    'audit?order=newest&',
    'meetings?',
    'parties?',
    'timeline?',
    'decisions?',
    'reports/governance/items?',
  ])('%s is the same by one as by a hundred', async (path) => {
    const whole = (await pages(`${path}limit=100`)).flatMap(({ items }) => items);
    const byOne = (await pages(`${path}limit=7`)).flatMap(({ items }) => items);
    expect(whole.length).toBeGreaterThan(0);
    expect(byOne).toEqual(whole);
  });
});

describe('sixteen clients on ten items', () => {
  test('lose no update without If-Match', async () => {
    const references = await programmeOf('MANY', 10);
    const answers = await byClients(16, 10, (client, time) => report(references[time] as string, `By ${client}`));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const [index, reference] of references.entries()) {
      const own = answers.filter((_, at) => at % 10 === index).map(({ body }) => body.revision);
      expect(own.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
      const minPosition = Math.max(...answers.map(({ body }) => body.position));
      const { body } = await server.get(`/api/actions/${reference}/history?minPosition=${minPosition}`);
      expect(body.items).toHaveLength(17);
    }
  });

  test('lose none with it: of those that saw the same revision one is taken', async () => {
    const references = await programmeOf('TAGGED', 10);
    const answers = await byClients(16, 10, async (client, time) => {
      const reference = references[time] as string;
      const refused: number[] = [];
      for (;;) {
        const { headers, body } = await server.get(`/api/actions/${reference}`);
        const title = `${body.title}.`;
        const answer = await server.post(
          `/api/actions/${reference}/describe`,
          { title },
          { 'if-match': headers.get('etag') ?? '' },
        );
        if (answer.status === 200) return { client, refused, position: answer.body.position };
        refused.push(answer.status);
      }
    });
    expect(new Set(answers.flatMap(({ refused }) => refused))).toEqual(new Set([412]));
    const minPosition = Math.max(...answers.map(({ position }) => position));
    for (const [index, reference] of references.entries()) {
      const { body } = await server.get(`/api/actions/${reference}?minPosition=${minPosition}`);
      expect({ title: body.title, revision: body.revision }).toEqual({
        title: `Item ${index + 1}${'.'.repeat(16)}`,
        revision: 16,
      });
    }
  });

  test('are given references of their own', async () => {
    await taken(server, '/api/programmes', { reference: 'RACE', name: 'Race' });
    const made = await byClients(16, 8, () => taken(server, '/api/actions', { programme: 'RACE', title: 'Mine' }));
    expect(new Set(made.map(({ reference }) => reference)).size).toBe(128);
    expect(new Set(made.map(({ id }) => id)).size).toBe(128);
    const claims = await byClients(16, 1, () =>
      server.post('/api/actions', { programme: 'RACE', title: 'The one', reference: 'RACE-ONE' }),
    );
    expect(claims.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(claims.filter(({ body }) => body.code === 'reference-taken')).toHaveLength(15);
  });
});

describe('the stream of events', () => {
  test('tells what stands in the trail, and then what comes, as the trail does', async () => {
    const stream = await listen(server);
    await stream.until(({ type }) => type === 'DecisionRecorded');
    const { position, events } = await taken(server, '/api/actions', action('While somebody listens'));
    await stream.until(({ data }) => data.position === position);
    stream.close();
    const { body } = await server.get('/api/audit?order=newest&limit=1');
    const [data] = body.items;
    expect(stream.events.at(-1)).toEqual({ id: data.number, mark: markOf(data), type: events[0].type, data });
    expect(stream.events.map(({ id }) => id)).toEqual(stream.events.map((_, index) => index + 1));
  });

  test('goes on after Last-Event-ID, and can be narrowed', async () => {
    await report('SMI-A01', 'Something new');
    const resumed = await listen(server, { after: 3 });
    await resumed.until(({ type }) => type === 'ActionProgressReported');
    resumed.close();
    expect(resumed.events[0]?.id).toBe(4);
    const narrowed = await listen(server, { query: '?type=ActionProgressReported&reference=SMI-A01&after=2' });
    await narrowed.until(() => true);
    narrowed.close();
    expect(new Set(narrowed.events.map(({ type }) => type))).toEqual(new Set(['ActionProgressReported']));
    expect(new Set(narrowed.events.map(({ data }) => data.reference))).toEqual(new Set(['SMI-A01']));
  });

  test('has no gap and no double while eight write, also where it is broken off and resumed', async () => {
    const { body } = await server.get('/api/audit?order=newest&limit=1');
    const from = body.items[0].number as number;
    const listener = await listen(server, { after: from });
    const broken = { stop: false, ids: [] as number[] };
    const resuming = (async () => {
      while (!broken.stop) {
        const stream = await listen(server, { after: broken.ids.at(-1) ?? from });
        await stream.until(({ id }) => id > (broken.ids.at(-1) ?? from));
        broken.ids.push(...stream.events.map(({ id }) => id));
        stream.close();
        await stream.ended;
      }
    })();
    await byClients(8, 40, (client, time) =>
      taken(server, '/api/actions/SMI-A01/report-progress', { narrative: `${client} ${time}` }),
    );
    const last = from + 320;
    await listener.until(({ id }) => id === last);
    listener.close();
    const late = await listen(server, { after: from });
    await late.until(({ id }) => id === last);
    late.close();
    broken.stop = true;
    // One event more ends the wait of the one that resumes.
    await report('SMI-A01', 'The last');
    await resuming;
    const expected = Array.from({ length: 320 }, (_, index) => from + 1 + index);
    expect(listener.events.map(({ id }) => id)).toEqual(expected);
    expect(late.events.map(({ id }) => id)).toEqual(expected);
    expect(broken.ids).toEqual(Array.from({ length: broken.ids.length }, (_, index) => from + 1 + index));
  });
});

describe('the rating scheme', () => {
  test('is adopted by an administrator, told with every colour, and keeps what was given before in its own words', async () => {
    const first = (await server.get('/api/ledger')).body;
    expect(first).toMatchObject({ illustrative: false, scheme: { version: 1, name: 'BRAG' }, otherSchemes: [] });
    const { reference } = await taken(server, '/api/actions', { ...action('Be rated'), timescale: 'By 31 March 2017' });
    await taken(server, `/api/actions/${reference}/rate`, { rating: 'red', narrative: 'Late already' });
    const words = { green: 'Good', amber: 'Fair', red: 'Poor' };
    const scheme = {
      name: 'Three words',
      ratings: Object.entries(words).map(([rating, word]) => ({ rating, word, meaning: `It is ${word}.` })),
      derived: { done: 'green', offTrackAfterDays: 366 },
    };
    const adopted = await taken(server, '/api/ledger/adopt-rating-scheme', scheme);
    expect(adopted).toMatchObject({ id: 'ledger', reference: 'ledger', events: [{ type: 'RatingSchemeAdopted' }] });
    await caughtUp(server, adopted);
    const { headers, body } = await server.get('/api/ledger');
    expect(headers.get('etag')).toBe(`"${adopted.revision}"`);
    expect(body).toMatchObject({
      ledger: first.ledger,
      scheme: { version: 2, name: 'Three words', ratings: [{ word: 'Good', needsNarrative: false }, {}, {}] },
      otherSchemes: [first.scheme],
    });
    expect((await server.get(`/api/ledger?asOfPosition=${adopted.position - 1}`)).body.scheme).toEqual(first.scheme);
    const before = (await server.get(`/api/actions/${reference}`)).body;
    expect(before.rating).toEqual({ rating: 'red', word: 'Off track', narrative: 'Late already', scheme: 1 });
    expect(before.derivedRating).toMatchObject({ rating: 'red', word: 'Poor', scheme: 2 });

    const refused = await server.post(`/api/actions/${reference}/rate`, { rating: 'blue' });
    expect(refused.body).toMatchObject({ status: 422, code: 'rating-not-in-scheme', errors: [{ field: 'rating' }] });
    await caughtUp(server, await taken(server, `/api/actions/${reference}/rate`, { rating: 'green' }));
    const after = (await server.get(`/api/actions/${reference}`)).body;
    expect(after.rating).toEqual({ rating: 'green', word: 'Good', narrative: null, scheme: 2 });
    const report = (await server.get('/api/reports/governance?programme=SMI')).body;
    expect(report.totals.ratings).toContainEqual({ rating: 'green', word: 'Good', scheme: 2, count: 1 });
    const history = (await server.get('/api/ledger/history')).body.items;
    expect(history.map(({ type }: { type: string }) => type)).toEqual([
      'LedgerOpened',
      'RatingSchemeAdopted',
      'RatingSchemeAdopted',
    ]);
    await taken(server, '/api/ledger/adopt-rating-scheme', { ...first.scheme, version: undefined });
  });
});

describe('the financial year', () => {
  test('is adopted by an administrator, and told by the ledger and its history', async () => {
    expect((await server.get('/api/ledger')).body).toMatchObject({ financialYearStartsOn: '04-01' });
    const wrong = await server.post('/api/ledger/adopt-financial-year', { startsOn: '02-29' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'validation-failed', errors: [{ field: 'startsOn' }] } });
    const adopted = await taken(server, '/api/ledger/adopt-financial-year', { startsOn: '10-01' });
    expect(adopted.events).toMatchObject([{ type: 'FinancialYearAdopted' }]);
    const again = await taken(server, '/api/ledger/adopt-financial-year', { startsOn: '10-01' });
    expect(again.events).toEqual([]);
    await caughtUp(server, adopted);
    expect((await server.get('/api/ledger')).body).toMatchObject({ financialYearStartsOn: '10-01' });
    const before = (await server.get(`/api/ledger?asOfPosition=${adopted.position - 1}`)).body;
    expect(before.financialYearStartsOn).toBe('04-01');
    const { changes } = (await server.get('/api/ledger/history')).body.items.at(-1);
    expect(changes).toEqual([{ field: 'financialYearStartsOn', before: null, after: '10-01' }]);
    await taken(server, '/api/ledger/adopt-financial-year', { startsOn: '04-01' });
  });
});

describe('the past', () => {
  const LISTS = [
    'programmes',
    'groups',
    'meetings',
    'parties',
    'actions',
    'milestones',
    'targets',
    'decisions',
    'timeline',
    'audit',
  ];
  const PAGES = [
    'ledger',
    'programmes/SMI',
    'actions/SMI-A01',
    'milestones/SMI-M01',
    'targets/SMI-T01',
    'decisions/BOARD-D01',
  ];
  const TRAILS = ['actions/SMI-A01/history', 'reports/governance?group=BOARD', 'reports/governance/items?group=BOARD'];

  /** All answers as of a moment. */
  async function readAs(server: ApiServer, moment: string): Promise<Record<string, unknown>> {
    const read: Record<string, unknown> = {};
    for (const path of [...LISTS, ...PAGES, ...TRAILS]) {
      const { body } = await server.get(`/api/${path}${path.includes('?') ? '&' : '?'}${moment}`);
      read[path] = body;
    }
    return read;
  }

  test('is what it was, on every list and page, by position and by instant', async () => {
    const own = await startInProcess();
    await smallPlan(own);
    const { position } = await taken(own, '/api/actions/SMI-A01/start');
    await caughtUp(own, { position });
    const before = await readAs(own, `asOfPosition=${position}`);
    const { recordedAt } = (await own.get('/api/audit?order=newest&limit=1')).body.items[0];
    // So that what follows is recorded later than what went before.
    while (new Date().toISOString() <= recordedAt) await new Promise((resolve) => setTimeout(resolve, 1));

    await taken(own, '/api/groups', { reference: 'LATER', name: 'A later group' });
    await taken(own, '/api/programmes/SMI/assign-group', { group: 'LATER' });
    await taken(own, '/api/programmes/SMI/describe', { name: 'Renamed' });
    await taken(own, '/api/parties/ORG-01/describe', { name: 'Renamed' });
    await taken(own, '/api/meetings/BOARD-MTG01/cancel', { reason: 'Snow' });
    await taken(own, '/api/actions/SMI-A01/describe', { title: 'Renamed' });
    await taken(own, '/api/actions/SMI-A01/complete', {});
    await taken(own, '/api/actions', { programme: 'SMI', title: 'Another' });
    await taken(own, '/api/milestones/SMI-M01/meet', { metOn: '2018-03-01' });
    await taken(own, '/api/targets/SMI-T01/record-measurement', { period: '2018/19', value: 5 });
    await caughtUp(own, await taken(own, '/api/decisions/BOARD-D01/revoke', { reason: 'Money came' }));

    expect(await readAs(own, `asOfPosition=${position}`)).toEqual(before);
    const known = await readAs(own, `knownAt=${recordedAt}`);
    expect(known).toEqual(before);
    for (const path of [...LISTS, ...PAGES]) {
      const { body } = await own.get(`/api/${path}`);
      expect({ path, same: JSON.stringify(body.items ?? body) === JSON.stringify(items(before[path])) }).toEqual({
        path,
        same: false,
      });
    }
    await own.stop();
  });

  const items = (body: unknown) => (body as { items?: unknown }).items ?? body;

  test('before the beginning is empty, and its pages are not there', async () => {
    for (const moment of ['asOfPosition=0', 'knownAt=2000-01-01']) {
      for (const path of LISTS) {
        const { body } = await server.get(`/api/${path}?${moment}`);
        expect({ path, ...body }).toMatchObject({
          path,
          items: [],
          nextCursor: null,
          asOf: { position: 0, number: 0 },
        });
      }
      for (const path of PAGES) expect((await server.get(`/api/${path}?${moment}`)).status).toBe(404);
    }
  });

  test('about a true time shows a late fact from when it was true, and only where it was known', async () => {
    const { reference, position } = await taken(server, '/api/targets', {
      programme: 'SMI',
      measure: 'Late figures',
      unit: '%',
      direction: 'at-least',
      trajectory: [{ period: '2018-01', value: 50 }],
      occurredAt: '2017-12-01',
    });
    const measured = await taken(server, `/api/targets/${reference}/record-measurement`, {
      period: '2018-01',
      value: 40,
    });
    await caughtUp(server, measured);
    const figures = async (moment: string) => {
      const { status, body } = await server.get(`/api/targets/${reference}?${moment}`);
      return status === 200 ? JSON.stringify(body).includes('"value":40') : status;
    };
    expect(await figures('effectiveAt=2017-11-30')).toBe(404);
    expect(await figures('effectiveAt=2018-01-15')).toBe(false);
    expect(await figures('effectiveAt=2018-02-01')).toBe(true);
    expect(await figures(`effectiveAt=2018-02-01&asOfPosition=${position}`)).toBe(false);
    expect(await figures(`asOfPosition=${measured.position}`)).toBe(true);
  });

  test('about a true time shows an action as it then was', async () => {
    const { reference } = await taken(server, '/api/actions', { ...action('Begun late'), occurredAt: '2018-03-01' });
    await taken(server, `/api/actions/${reference}/start`, { occurredAt: '2018-04-02' });
    await caughtUp(server, await taken(server, `/api/actions/${reference}/complete`, { occurredAt: '2018-06-03' }));
    const status = async (moment: string) => {
      const { status, body } = await server.get(`/api/actions/${reference}?effectiveAt=${moment}`);
      return status === 200 ? body.status : status;
    };
    expect(await status('2018-02-28')).toBe(404);
    expect(await status('2018-03-01')).toBe('planned');
    expect(await status('2018-04-02')).toBe('in-progress');
    expect(await status('2018-06-02')).toBe('in-progress');
    expect(await status('2018-06-03T12:00:00Z')).toBe('complete');
    const listed = (await server.get(`/api/actions?effectiveAt=2018-05-01&status=in-progress`)).body.items;
    expect(listed.map((each: { reference: string }) => each.reference)).toContain(reference);
  });
});
