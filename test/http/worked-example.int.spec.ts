import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { londonDate } from '#domain/kernel/calendar.js';
import { canonicalJson } from '#domain/kernel/json.js';
import {
  COMPLETION,
  COMPLETION_KEY,
  CONDITION_MET,
  type Given,
  tellWorkedExample,
  type WorkedExample,
} from '../support/worked-example.js';

const DECISION = '/api/decisions/SMI-D01';

/** The changes of an audit row by field. */
const changesOf = ({ changes }: Given) =>
  Object.fromEntries(changes.map(({ field, before, after }: Given) => [field, [before, after]]));
const since = ({ affects }: Given, reference: string) =>
  affects.find((affected: Given) => affected.reference === reference);
const listed = ({ lists }: Given, figure: string) =>
  lists.find((list: Given) => list.figure === figure).items.map(({ reference }: Given) => reference);

describe('the deferral of SMI health checks', () => {
  let told: WorkedExample;
  beforeAll(async () => {
    told = await tellWorkedExample();
  });
  afterAll(async () => {
    expect(await told?.server.stop()).toMatchObject({ code: 0 });
  });

  async function read(path: string): Promise<Given> {
    const { status, body } = await told.secretary.get(path);
    expect({ path, status, body: status === 200 ? {} : body }).toEqual({ path, status: 200, body: {} });
    return body;
  }
  const asOf = (path: string, { position } = told.before) => read(`${path}?asOfPosition=${position}`);

  test('stands as its document states it', async () => {
    expect(await asOf(DECISION)).toMatchObject({
      disposition: 'defer',
      decidedOn: 'not-stated',
      takenBy: 'not-stated',
      group: null,
      meeting: null,
      reviewBy: null,
      status: 'in-force',
      conditions: [{ number: 1, agreedBy: 'STP', outcome: 'open', settled: null }],
    });
    const { affects } = await asOf(DECISION);
    expect(affects.map(({ reference, as }: Given) => `${reference} ${as}`)).toEqual([
      'SMI-D02 concerns',
      'SMI-A02 fulfils-condition',
      'SMI-A03 awaits',
      'SMI-A04 awaits',
      'SMI-T01 concerns',
      'SMI-T02 concerns',
    ]);
    expect(affects.flatMap((affected: Given) => affected.since)).toEqual([]);
  });

  test('is ready to be released once its condition is met, and released by an act of its own', async () => {
    expect(told.answers.ready).toMatchObject({ status: 'in-force', readyToRelease: true, release: null });
    expect(await read(DECISION)).toMatchObject({
      status: 'released',
      readyToRelease: false,
      conditions: [{ outcome: 'met', settled: { by: 'CCG', evidence: CONDITION_MET.evidence } }],
      release: { by: 'CCG', narrative: 'The case may go forward.' },
      reviews: [{ outcome: 'upheld', narrative: 'Waiting avoided two sets of checks.' }],
      reviewBy: '2030-03-31',
    });
  });

  test('shows what has happened since to each thing that it affects', async () => {
    const decision = await read(DECISION);
    expect(since(decision, 'SMI-A02')).toMatchObject({
      status: 'verified',
      since: expect.arrayContaining([{ field: 'status', before: 'planned', after: 'verified' }]),
    });
    expect(since(decision, 'SMI-A04').since).toEqual([
      {
        field: 'timescale',
        before: { text: 'End Q4 2018/19', latest: '2019-03-31' },
        after: { text: 'End Q1 2019/20', latest: '2019-06-30' },
      },
    ]);
    for (const untouched of ['SMI-A03', 'SMI-T01', 'SMI-D02']) expect(since(decision, untouched).since).toEqual([]);
    expect(await read('/api/actions/SMI-A04')).toMatchObject({
      original: { text: 'End Q4 2018/19', latest: '2019-03-31' },
      agreed: { text: 'End Q1 2019/20', latest: '2019-06-30' },
      agreedBy: 'group',
      decisions: [{ reference: 'SMI-D01', as: 'awaits', status: 'released' }],
    });
  });

  test('stands in the timeline', async () => {
    const { items } = await read('/api/timeline?programme=SMI&kind=decision');
    const happened = items.filter(({ reference }: Given) => reference === 'SMI-D01');
    expect(happened[0]).toMatchObject({ occurredAt: '2018-03', precision: 'month' });
    expect(happened.map(({ what }: Given) => what)).toEqual(['recorded', 'condition-met', 'released', 'reviewed']);
  });

  test('has a trail of who did what, when, why and what it changed', async () => {
    const { items } = await read(`${DECISION}/history`);
    expect(items.map(({ type }: Given) => type)).toEqual([
      'DecisionRecorded',
      'DecisionConditionMet',
      'DecisionReleased',
      'DecisionReviewed',
    ]);
    const [recorded, met, released, reviewed] = items;
    expect(recorded).toMatchObject({
      actor: { kind: 'system' },
      source: { heading: 'SMI Physical Health Checks', line: 346 },
    });
    expect(met).toMatchObject({
      number: expect.any(Number),
      recordedAt: expect.stringMatching(/Z$/),
      actor: { party: 'CCG', kind: 'organisation', roles: ['secretary'] },
      onBehalfOf: { party: 'CCG', source: 'Minute 4.2 of the board' },
      meeting: 'MHB-MTG01',
      minuteRef: 'Minute 4.2',
    });
    expect(changesOf(met).conditions).toMatchObject([[{ outcome: 'open' }], [{ outcome: 'met' }]]);
    expect(changesOf(released)).toMatchObject({ status: ['in-force', 'released'] });
    expect(changesOf(reviewed)).toMatchObject({ reviewBy: [null, '2030-03-31'] });
    const with01 = (await read('/api/audit?meeting=MHB-MTG01&limit=100')).items;
    expect(with01.map(({ number }: Given) => number)).toContain(met.number);
    expect(new Set(with01.map(({ meeting }: Given) => meeting))).toEqual(new Set(['MHB-MTG01']));
    const revised = (await read('/api/audit?reference=SMI-A04&type=ActionTimescaleRevised')).items;
    expect(revised).toMatchObject([{ reason: 'The model was agreed late.', actor: { party: 'CCG' } }]);
    expect(changesOf(revised[0]).agreed).toMatchObject([{ latest: '2019-03-31' }, { latest: '2019-06-30' }]);
    const done = (await read('/api/audit?actor=PHD')).items;
    expect(done.map(({ type, reference }: Given) => `${type} ${reference}`)).toEqual([
      'ActionProgressReported SMI-A02',
      'ActionCompleted SMI-A02',
    ]);
  });

  test('is answered as the board knew it, by position and by instant', async () => {
    const open = { status: 'in-force', readyToRelease: false, reviews: [], conditions: [{ outcome: 'open' }] };
    const { position, instant } = told.before;
    expect(await read(`${DECISION}?asOfPosition=${position}`)).toMatchObject({ ...open, asOf: { position } });
    expect(await read(`${DECISION}?knownAt=${instant}`)).toMatchObject({ ...open, asOf: { position } });
    expect((await asOf(`${DECISION}/history`)).items).toHaveLength(1);
    const { answers } = told;
    expect(await read(`${DECISION}?asOfPosition=${answers.condition.position}`)).toMatchObject({
      readyToRelease: true,
      release: null,
    });
    expect(await asOf('/api/actions/SMI-A02')).toMatchObject({ status: 'planned', progress: null });
  });

  test('is answered as it was true in the world', async () => {
    expect(await read(`${DECISION}?effectiveAt=2018-04-01`)).toMatchObject({ status: 'in-force', reviews: [] });
    expect(await read('/api/actions/SMI-A02?effectiveAt=2018-04-01')).toMatchObject({
      status: 'planned',
      overdue: false,
    });
    expect((await told.secretary.get(`${DECISION}?effectiveAt=2018-02-28`)).body.code).toBe('item-not-found');
  });

  test.each(['group=MHB', 'programme=SMI'])('stands in the governance report of %s', async (scope) => {
    const report = `/api/reports/governance?${scope}`;
    const was = await read(`${report}&asOfPosition=${told.before.position}`);
    expect(was.totals.actions).toMatchObject({ verified: 0, complete: 1, open: 4, overdue: 3 });
    expect(listed(was, 'decisions.conditionsOpen')).toEqual(['SMI-D01']);
    expect(listed(was, 'actions.overdue')).toEqual(expect.arrayContaining(['SMI-A02', 'SMI-A03', 'SMI-A04']));
    const is = await read(report);
    expect(is.totals.actions).toMatchObject({ verified: 1, complete: 1, open: 3, overdue: 2 });
    expect(listed(is, 'decisions.conditionsOpen')).toEqual([]);
    expect(listed(is, 'actions.overdue')).not.toContain('SMI-A02');
    const { items } = await read(`${report.replace('governance?', 'governance/items?')}&figure=actions.verified`);
    expect(items.map(({ reference }: Given) => reference)).toEqual(['SMI-A02']);
  });

  test('stands in the pack of the meeting, which answers the same for ever', async () => {
    const [issued] = (await read('/api/audit?type=MeetingPackIssued')).items;
    const { pack } = await read('/api/meetings/MHB-MTG01');
    const day = londonDate(issued.recordedAt);
    const shown = await read(`/api/reports/governance?group=MHB&asOfPosition=${pack.position}&effectiveAt=${day}`);
    const { names: _, ...report } = shown;
    const own = JSON.stringify(report, (name, value) =>
      /^(position|links|href|heldUp|undated|unowned)$/.test(name) ? undefined : value,
    );
    expect(
      createHash('sha256')
        .update(canonicalJson(JSON.parse(own)))
        .digest('hex'),
    ).toBe(pack.hash);
    expect(await read(shown.links.self)).toEqual(shown);
    const { number, position, hash, issuedAt, covers } = pack;
    const made = await read('/api/meetings/MHB-MTG01/pack');
    expect(made).toMatchObject({ proved: true, number, position, hash, issuedAt, covers, report });
    expect(listed(shown, 'decisions.conditionsOpen')).toEqual(['SMI-D01']);
  });

  test('has a dossier: as its document states it, what was known, and what came of it', async () => {
    const { decision, known, conditions, consequences, reviews, recorded } = await read(`${DECISION}/dossier`);
    expect(decision).toMatchObject({ disposition: 'defer', status: 'released', group: null, meeting: null });
    expect(recorded).toMatchObject({ type: 'DecisionRecorded', source: { line: 346 } });
    expect(known.held.note).toMatch(
      /^As stated in mental-health-delivery-plan-2018\.txt, entered \d{4}-\d\d-\d\d; the ledger held nothing then\.$/,
    );
    expect(known).toMatchObject({ shown: null, hindsight: { effectiveAt: '2018-03-01T00:00:00.000Z' } });
    // Measured for a year that ended after the plan was written: held when it was entered, not yet true at its date.
    expect(known.differences).toMatchObject([{ reference: 'SMI-T02', field: 'latest', shown: null, hindsight: null }]);
    expect(conditions).toMatchObject([
      { outcome: 'met', event: { type: 'DecisionConditionMet', meeting: 'MHB-MTG01', minuteRef: 'Minute 4.2' } },
    ]);
    const came = new Map(consequences.affected.map(({ reference, since }: Given) => [reference, since]));
    expect(came.get('SMI-A02')).toMatchObject({ what: ['progressed', 'completed', 'verified'], status: 'verified' });
    expect(came.get('SMI-A04')).toMatchObject({ slip: { before: { latest: '2019-03-31' }, days: 91 } });
    expect(came.get('SMI-A03')).toBeNull();
    expect(reviews).toMatchObject([
      { state: 'held-unasked', outcome: 'upheld' },
      { dueBy: '2030-03-31', state: 'due' },
    ]);
    const [then] = (await read(`${DECISION}/dossier?asOfPosition=${told.before.position}`)).conditions;
    expect(then).toMatchObject({ outcome: 'open', event: null });
  });

  test('is told of in what changed since the group met', async () => {
    const changes = await read('/api/reports/changes?group=MHB&since=MHB-MTG01');
    const { pack } = await read('/api/meetings/MHB-MTG01');
    expect(changes.since).toMatchObject({ by: 'pack', meeting: 'MHB-MTG01', asOf: { position: pack.position } });
    expect(changes.items.map(({ reference, what }: Given) => `${reference}: ${what.join(', ')}`)).toEqual([
      'MHB-MTG01: pack-issued, held',
      'SMI-A02: progressed, completed, verified',
      'SMI-A04: slipped',
      'SMI-D01: condition-met, released, reviewed',
    ]);
    const slipped = changes.items.find(({ reference }: Given) => reference === 'SMI-A04');
    const [{ number, href }] = slipped.events;
    expect(slipped.events[0]).toMatchObject({ reason: 'The model was agreed late.', actor: { party: 'CCG' } });
    expect((await read(href)).items).toMatchObject([{ number, type: 'ActionTimescaleRevised' }]);
    expect(await read(`${slipped.links.before}`)).toMatchObject({ timescale: { latest: '2019-03-31' } });
    expect((await read('/api/reports/changes?group=MHB')).items).toEqual(changes.items);
    const refused = async (query: string) => (await told.secretary.get(`/api/reports/changes?${query}`)).body;
    expect(await refused('since=2030-01-01')).toMatchObject({ status: 400, code: 'moment-in-the-future' });
    expect(await refused('since=2018-03-09')).toMatchObject({ status: 400, code: 'before-the-beginning' });
    expect(await refused('since=2018-02-31')).toMatchObject({ status: 400, code: 'bad-parameter' });
    expect(await refused('since=MHB-MTG99')).toMatchObject({ status: 422, code: 'unknown-reference' });
    expect(await refused('until=999999')).toMatchObject({ status: 400, code: 'position-ahead', field: 'until' });
    expect(await refused('since=540&until=539')).toMatchObject({ status: 400, code: 'bad-moment' });
  });

  test('takes a repeated command once, and the key with another body not at all', async () => {
    const path = '/api/actions/SMI-A02/complete';
    const key = { 'idempotency-key': COMPLETION_KEY };
    const again = await told.lead.post(path, COMPLETION, key);
    expect(again).toMatchObject({ status: 200, body: told.answers.complete });
    const other = await told.lead.post(path, { narrative: 'Another' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect((await read('/api/audit?reference=SMI-A02&type=ActionCompleted')).items).toHaveLength(1);
  });

  test('is verified by another than who completed it', async () => {
    const path = '/api/actions/SMI-A03';
    const body = { narrative: 'Written.' };
    expect((await told.secretary.post(`${path}/complete`, body)).status).toBe(200);
    const own = await told.secretary.post(`${path}/verify`, { evidence: 'My own word' });
    expect(own).toMatchObject({ status: 409, body: { code: 'same-principal' } });
    expect((await told.lead.post('/api/actions/SMI-A03/verify', {})).body.code).toBe('not-allowed');
    expect((await read(`${path}/history`)).items.map(({ type }: Given) => type)).not.toContain('ActionVerified');
  });
});
