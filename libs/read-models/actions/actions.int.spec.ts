import { expect, test } from '@jest/globals';
import { readTimescale } from '#domain/timescale/reader.js';
import { decodeCursor } from '#read-store/query/cursor.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import type { ReadModels } from '#read-store/runtime/read-models.js';
import { governanceReport } from '#reports/governance/governance.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { OUTSIDER, referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import * as plan from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { findAction, listActions } from './actions.queries.js';
import type { ActionFilter } from './actions.schema.js';
import { ACTION } from './actions.schema.js';

const NOW = '2018-10-01T12:00:00.000Z';
const BOARD_ONLY = { level: 'restricted', group: 'g1' } as const;

function action(id: string, data: object): ToldFact {
  const reference = `SMI-${id.toUpperCase()}`;
  const access = { level: 'internal' };
  return { stream: `action-${id}`, type: 'ActionCreated', data: { reference, programme: 'p1', access, ...data } };
}

const HISTORY: readonly ToldFact[] = [
  { stream: 'ledger', type: 'LedgerOpened', data: { ledger: 'l1', name: 'Plan', illustrative: false } },
  { stream: 'group-g1', type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Board' } },
  { stream: 'party-o1', type: 'PartyRegistered', data: { reference: 'LEAD', kind: 'post', name: 'SMI lead' } },
  { stream: 'programme-p1', type: 'ProgrammeRegistered', data: { reference: 'SMI', name: 'SMI' } },
  { stream: 'programme-p2', type: 'ProgrammeRegistered', data: { reference: 'IAPT', name: 'IAPT' } },
  action('a1', { title: 'Review the pathway', timescale: by('2018-06-30'), parties: [{ party: 'o1', part: 'lead' }] }),
  action('a2', { title: 'Write a business case', description: 'For 100% of the checks', timescale: by(null) }),
  action('a3', { title: 'Commission the model', programme: 'p2', access: BOARD_ONLY }),
  { stream: 'action-a1', type: 'ActionStarted', data: {}, occurredAt: '2018-02' },
  {
    stream: 'action-a1',
    type: 'ActionTimescaleRevised',
    data: { timescale: by('2018-12-31'), reason: 'Staff left', authority: 'group' },
  },
];

async function withModels(test: (models: ReadModels) => Promise<void>): Promise<void> {
  await withReadStore(async (store) => {
    const models = opened(store, await projected(store, stored(HISTORY)));
    await test(models);
    await models.close();
  });
}

async function references(models: ReadModels, filter: ActionFilter, reader: Viewer = EVERYTHING, asOfPosition = 10) {
  const page = await models.read({ asOfPosition, now: NOW }, reader, (view) =>
    listActions(view, filter, { limit: 50 }),
  );
  return page.items.map(({ reference }) => reference);
}

describeOnEveryEngine('actions', () => {
  test('an action shows its three dates, and other items by their references', () =>
    withModels(async (models) => {
      const shown = await models.read({ now: NOW }, EVERYTHING, (view) => findAction(view, 'SMI-A1'));
      expect(shown).toMatchObject({
        id: 'a1',
        reference: 'SMI-A1',
        revision: 2,
        position: 10,
        programme: 'SMI',
        owner: 'LEAD',
        status: 'in-progress',
        timescale: { text: 'By 2018-12-31', latest: '2018-12-31', openEnded: false },
        original: { latest: '2018-06-30' },
        agreed: { latest: '2018-12-31' },
        agreedBy: 'group',
        forecast: null,
      });
      expect(shown?.timescale).not.toHaveProperty('context');
    }));

  test('a fact recorded later than one it precedes is shown with the time it states', () =>
    withModels(async (models) => {
      const shown = await models.read({ asOfPosition: 9, now: NOW }, EVERYTHING, (view) => findAction(view, 'a1'));
      expect(shown).toMatchObject({ lateFact: '2018-02', effectiveFrom: '2018-04-01T00:05:00.000Z', revision: 1 });
    }));

  test('a list is narrowed by every filter, now and in the past', () =>
    withModels(async (models) => {
      expect(await references(models, {})).toEqual(['SMI-A1', 'SMI-A2', 'SMI-A3']);
      expect(await references(models, { programme: 'IAPT' })).toEqual(['SMI-A3']);
      expect(await references(models, { programme: 'NONE' })).toEqual([]);
      expect(await references(models, { owner: 'LEAD' })).toEqual(['SMI-A1']);
      expect(await references(models, { status: 'in-progress' })).toEqual(['SMI-A1']);
      expect(await references(models, { status: 'in-progress' }, EVERYTHING, 8)).toEqual([]);
      expect(await references(models, { overdueOn: '2018-07-01' })).toEqual([]);
      expect(await references(models, { overdueOn: '2018-07-01' }, EVERYTHING, 9)).toEqual(['SMI-A1']);
      expect(await references(models, { overdueOn: '2018-06-30' }, EVERYTHING, 9)).toEqual([]);
      expect(await references(models, { q: '100%' })).toEqual(['SMI-A2']);
      expect(await references(models, { q: '1%0' })).toEqual([]);
      expect(await references(models, { q: 'PATHWAY' })).toEqual(['SMI-A1']);
      expect(await references(models, {}, EVERYTHING, 0)).toEqual([]);
    }));

  test('what is restricted to a group is shown to it and leaves no trace for others, in the past neither', () =>
    withModels(async (models) => {
      const viewer = { everything: false, groups: [] };
      expect(await references(models, {}, viewer)).toEqual(['SMI-A1', 'SMI-A2']);
      expect(await references(models, {}, viewer, 9)).toEqual(['SMI-A1', 'SMI-A2']);
      expect(await references(models, {}, { everything: false, groups: ['g1'] })).toEqual([
        'SMI-A1',
        'SMI-A2',
        'SMI-A3',
      ]);
      expect(await models.read({ now: NOW }, viewer, (view) => findAction(view, 'SMI-A3'))).toBeUndefined();
    }));

  test('pages go on from where they ended, at the moment of the first', () =>
    withModels(async (models) => {
      const first = await models.read({ now: NOW }, EVERYTHING, (view) => listActions(view, {}, { limit: 2 }));
      expect(first.items).toHaveLength(2);
      const cursor = decodeCursor(first.nextCursor ?? '');
      expect(cursor.moment).toEqual({
        asOfPosition: 10,
        day: '2018-10-01',
        mark: expect.stringMatching(/^10-[0-9a-f]{8}$/),
      });
      const second = await models.read({ ...cursor.moment, now: NOW }, EVERYTHING, (view) =>
        listActions(view, {}, { limit: 2, cursor }),
      );
      expect(second.items.map(({ reference }) => reference)).toEqual(['SMI-A3']);
      expect(second.nextCursor).toBeNull();
      expect(second.asOf).toEqual(first.asOf);
    }));

  test('moments resolve to positions and say what they stand on', () =>
    withModels(async (models) => {
      const asOf = (asked: object) =>
        models.read({ ...asked, now: NOW }, EVERYTHING, async ({ moment }) => moment.asOf);
      const last = { ledger: 'l1', position: 10, number: 10, recordedAt: '2018-04-01T00:09:00.000Z' };
      expect(await asOf({})).toEqual(last);
      expect(await asOf({ knownAt: '2018-04-01T00:08:59.999Z' })).toEqual({
        ...last,
        position: 9,
        number: 9,
        recordedAt: '2018-04-01T00:08:00.000Z',
      });
      expect(await asOf({ knownAt: '2017-01-01T00:00:00Z' })).toMatchObject({
        position: 0,
        number: 0,
        recordedAt: null,
      });
      await expect(asOf({ asOfPosition: 11 })).rejects.toMatchObject({ code: 'position-ahead', fields: { head: 10 } });
      await expect(asOf({ asOfPosition: 1, knownAt: NOW })).rejects.toMatchObject({ code: 'bad-moment' });
    }));

  const RATED: readonly ToldFact[] = [
    ...plan.OPENING,
    plan.action('a1', { title: 'Agree the model', timescale: by('2018-06-30') }),
    plan.action('a2', { title: 'Hire', dependsOn: ['a1', 'a3'], alsoIn: ['p2'], timescale: by('2019-03-31') }),
    plan.action('a3', { title: 'A quiet sale', access: plan.BOARD_ONLY }),
    plan.action('a4', { title: 'Train', programme: 'p2', parent: 'a2', overseenBy: 'g2', dependsOn: ['a3'] }),
    plan.action('a5', { title: 'Open', programme: 'p2', parent: 'a3' }),
    plan.fact('action-a2', 'ActionRated', { rating: 'green', scheme: 1 }),
    plan.fact('action-a3', 'ActionBlocked', { reason: 'No buyer' }),
    plan.decision('d1', { affects: [{ kind: 'action', id: 'a2', as: 'awaits' }] }),
    plan.decision('d2', { affects: [{ kind: 'action', id: 'a2', as: 'defers' }], access: plan.BOARD_ONLY }),
    plan.fact(
      'action-a2',
      'ActionNoteAdded',
      { text: 'Two applied', access: plan.INTERNAL },
      { occurredAt: '2018-02' },
    ),
    plan.fact('action-a2', 'ActionNoteAdded', { text: 'One was asked to', access: plan.BOARD_ONLY }),
    plan.fact('action-a2', 'ActionEvidenceAttached', {
      title: 'Advert',
      url: 'https://a.example',
      access: plan.INTERNAL,
    }),
  ];

  test('the rating that facts speak for stands beside the one that was given, as of the day asked about', () =>
    withHistory(RATED, async (ask) => {
      const rated = async (reference: string, asked = {}) => {
        const shown = await ask((view) => findAction(view, reference), asked);
        const { word, scheme, ...derived } = shown?.derivedRating ?? {};
        return [shown?.rating?.rating, shown?.overdue, derived];
      };
      expect(await rated('smi-a2')).toEqual([
        'green',
        false,
        {
          rating: 'red',
          reasons: [
            { code: 'dependency-overdue', reference: 'SMI-A1', latest: '2018-06-30' },
            { code: 'dependency-blocked', reference: 'SMI-A3' },
          ],
          differs: true,
          difference: 'better-than-facts',
        },
      ]);
      expect(await rated('smi-a1')).toMatchObject([
        undefined,
        true,
        { rating: 'red', differs: false, difference: null },
      ]);
      const inMay = { effectiveAt: '2018-05-01T12:00:00Z' };
      expect(await rated('smi-a1', inMay)).toEqual([
        undefined,
        false,
        { rating: 'green', reasons: [], differs: false, difference: null },
      ]);
      expect(await rated('smi-a4', { reader: OUTSIDER })).toMatchObject([
        undefined,
        false,
        { rating: null, reasons: [{ code: 'no-timescale' }] },
      ]);
    }));

  const rate = (rating: string) => plan.fact('action-a1', 'ActionRated', { rating, narrative: 'So', scheme: 1 });
  const complete = plan.fact('action-a1', 'ActionCompleted');
  const decline = plan.fact('action-a1', 'ActionCompletionDeclined', { reason: 'No evidence' });

  test.each<[string, readonly ToldFact[], string | null]>([
    ['better than the facts', [rate('green')], 'better-than-facts'],
    ['worse than the facts', [rate('red')], 'worse-than-facts'],
    ['as the facts', [rate('amber')], null],
    ['before it was completed', [rate('red'), complete], 'before-completion'],
    ['after it was completed, as done', [rate('red'), complete, rate('blue')], null],
    ['after it was completed, worse', [rate('red'), complete, rate('amber')], 'worse-than-facts'],
    ['before a completion that was declined', [rate('red'), complete, decline], 'worse-than-facts'],
    ['not at all', [complete], null],
  ])('a rating given %s says which', (_, facts, difference) =>
    withHistory(
      [
        ...plan.OPENING,
        plan.action('a1', { title: 'Agree', timescale: by('2018-10-15') }),
        plan.fact('action-a1', 'ActionStarted'),
        plan.fact('action-a1', 'ActionForecast', { timescale: by('2018-10-20') }),
        ...facts,
      ],
      async (ask) => {
        const shown = await ask((view) => findAction(view, 'SMI-A1'));
        expect(shown?.derivedRating).toMatchObject({ difference, differs: difference !== null });
      },
    ),
  );

  test('a first date given by a revision says on whose word', () =>
    withHistory(
      [
        ...plan.OPENING,
        plan.action('a1', { title: 'Agree' }),
        plan.fact('action-a1', 'ActionTimescaleRevised', {
          timescale: by('2018-12-31'),
          reason: 'Agreed at last',
          authority: 'delegated',
        }),
      ],
      async (ask) => {
        expect(await ask((view) => findAction(view, 'SMI-A1'))).toMatchObject({ agreedBy: 'delegated' });
      },
    ));

  test('a promise shows what else its text tells: dates given up, a forecast, a review, how it comes round', () => {
    const recurrence = { every: 'month', interval: 6, from: '2018-09-28', weekday: 5, nth: -1 } as const;
    const told = {
      earlier: [{ text: 'Dec 2017', earliest: '2017-12-01', latest: '2017-12-31' }],
      forecast: { earliest: null, latest: '2019-06-30' },
      reviewOn: '2018-09-01',
      recurrence,
    };
    const history = [
      ...plan.OPENING,
      plan.action('a1', { title: 'Count', timescale: { ...by('2018-06-30'), ...told } }),
    ];
    return withHistory([...history, plan.action('a2', { title: 'Buy', timescale: by('2018-06-30') })], async (ask) => {
      const shown = await ask((view) => findAction(view, 'SMI-A1'));
      expect(breaks(ACTION, shown)).toEqual([]);
      expect(shown?.timescale).toMatchObject(told);
      const plain = await ask((view) => findAction(view, 'SMI-A2'));
      for (const field of ['earlier', 'forecast', 'reviewOn']) expect(plain?.timescale).not.toHaveProperty(field);
    });
  });

  const YEARLY = readTimescale('By 31 October each year', { documentDate: '2017-03-01' });
  const COMES_ROUND: readonly ToldFact[] = [
    ...plan.OPENING,
    plan.action('a1', { title: 'Count', timescale: YEARLY }),
    plan.fact('action-a1', 'ActionOccurrenceCompleted', { due: '2017-10-31' }),
    plan.fact('action-a1', 'ActionOccurrenceMissed', { due: '2018-10-31', reason: 'No census' }),
  ];

  test('an occurrence that nobody settled is overdue once it has passed; one that was missed is told with its reason', () =>
    withHistory(COMES_ROUND, async (ask) => {
      const shown = async (asked: object) => {
        const action = await ask((view) => findAction(view, 'SMI-A1'), asked);
        const { word, scheme, ...derived } = action?.derivedRating ?? {};
        return [action?.nextDue, action?.overdue, derived];
      };
      const [planned, done, missed] = [9, 10, 11].map((asOfPosition) => ({ asOfPosition }));
      const overdue = (latest: string, days: number) => ({
        rating: 'red',
        reasons: [{ code: 'overdue', latest, days }],
        differs: false,
        difference: null,
      });
      expect(await shown({ ...planned, effectiveAt: '2018-11-02T12:00:00Z' })).toEqual([
        '2017-10-31',
        true,
        overdue('2017-10-31', 367),
      ]);
      expect(await shown({ ...done, effectiveAt: '2018-10-31T12:00:00Z' })).toMatchObject(['2018-10-31', false, {}]);
      expect(await shown({ ...done, effectiveAt: '2018-11-01T12:00:00Z' })).toEqual([
        '2018-10-31',
        true,
        overdue('2018-10-31', 1),
      ]);
      expect(await shown({ ...missed, effectiveAt: '2018-11-01T12:00:00Z' })).toEqual([
        '2019-10-31',
        false,
        {
          rating: 'red',
          reasons: [{ code: 'occurrence-missed', due: '2018-10-31', narrative: 'No census' }],
          differs: false,
          difference: null,
        },
      ]);
      const overdueOn = async (day: string, asked: object) =>
        referencesIn(await ask((view) => listActions(view, { overdueOn: day }, { limit: 9 }), asked));
      expect(await overdueOn('2018-11-01', done as object)).toEqual(['SMI-A1']);
      expect(await overdueOn('2018-11-01', missed as object)).toEqual([]);
      const report = await ask((view) => governanceReport(view, {}), { ...done, effectiveAt: '2018-11-01T12:00:00Z' });
      expect(report?.totals.actions).toMatchObject({ overdue: 1, noReviewDate: 0 });
      expect(report?.lists[0]?.items).toMatchObject([{ reference: 'SMI-A1', due: '2018-10-31', daysPast: 1 }]);
    }));

  test('what a document says without a time was true by the time of the document', () =>
    withHistory(
      [
        ...plan.OPENING,
        plan.action('a1', { title: 'Confirm it' }),
        plan.fact('action-a1', 'ActionCompleted', {}, { occurredAt: 'not-stated', statedBy: '2018-05' }),
      ].map((fact) => ({ recordedAt: '2018-09-01T09:00:00.000Z', occurredAt: '2018-03', ...fact })),
      async (ask) => {
        const shown = (effectiveAt: string) => ask((view) => findAction(view, 'SMI-A1'), { effectiveAt });
        expect(await shown('2018-04-30T12:00:00Z')).toMatchObject({ status: 'planned' });
        expect(await shown('2018-05-01T12:00:00Z')).toMatchObject({
          status: 'complete',
          completion: { occurredAt: 'not-stated' },
          effectiveFrom: '2018-04-30T23:00:00.000Z',
        });
      },
    ));

  test('words are found in any case of any letters, however they are put together', () =>
    withHistory(
      [
        ...plan.OPENING,
        plan.action('a1', { title: 'Ouvrir le CAF\u00c9', description: 'Über ÆRØ 100%' }),
        plan.action('a2', { title: 'Open the cafe' }),
        plan.action('a3', {
          title: 'Ag\u00adree the\u200b model',
          description: 'With\u00a0the\ufeff board, \u0646\u200c\u0645',
        }),
      ],
      async (ask) => {
        const found = async (q: string) => referencesIn(await ask((view) => listActions(view, { q }, { limit: 9 })));
        for (const q of ['café', 'CAFE\u0301', 'ouvrir', 'ÜBER', 'ærø', '100%'])
          expect(await found(q)).toEqual(['SMI-A1']);
        expect(await found('CAFE')).toEqual(['SMI-A2']);
        expect(await found('caf\u00c9 über')).toEqual([]);
        for (const q of ['Agree the model', 'agree\u2060 the\u00a0mod\u200bel', 'with the board', '\u0646\u200c\u0645'])
          expect(await found(q)).toEqual(['SMI-A3']);
        expect(await found('\u0646\u0645')).toEqual([]);
      },
    ));

  test('the day of the first page is that of all its pages', () =>
    withHistory(RATED, async (ask) => {
      const first = await ask((view) => listActions(view, {}, { limit: 1 }), { now: '2018-10-01T12:00:00.000Z' });
      const cursor = decodeCursor(first.nextCursor ?? '');
      const later = { ...cursor.moment, now: '2019-06-01T12:00:00.000Z' };
      const second = await ask((view) => listActions(view, {}, { limit: 1, cursor }), later);
      expect(second.items).toMatchObject([{ reference: 'SMI-A2', overdue: false }]);
      expect(await ask((view) => findAction(view, 'SMI-A2'), { now: later.now })).toMatchObject({ overdue: true });
    }));

  test('an action shows the decisions, notes and evidence beside it, as far as the reader may see them', () =>
    withHistory(RATED, async (ask) => {
      const shown = await ask((view) => findAction(view, 'SMI-A2'), { reader: OUTSIDER });
      expect(breaks(ACTION, shown)).toEqual([]);
      expect(shown).toMatchObject({
        alsoIn: ['IAPT'],
        dependsOn: ['SMI-A1'],
        decisions: [
          { reference: 'SMI-D1', title: expect.any(String), as: 'awaits', disposition: 'defer', status: 'in-force' },
        ],
        notes: [{ text: 'Two applied', by: 'SEC', occurredAt: '2018-02', access: 'internal', restrictedTo: null }],
        evidence: [{ title: 'Advert', url: 'https://a.example', text: null }],
      });
      const whole = await ask((view) => findAction(view, 'SMI-A2'));
      expect(whole?.decisions.map(({ reference }) => reference)).toEqual(['SMI-D1', 'SMI-D2']);
      expect(whole?.notes).toMatchObject([
        {},
        { text: 'One was asked to', access: 'restricted', restrictedTo: 'BOARD' },
      ]);
      const before = await ask((view) => findAction(view, 'SMI-A2'), { asOfPosition: RATED.length - 5 });
      expect(before).toMatchObject({ decisions: [], notes: [], evidence: [] });
    }));

  test('an action is found in every programme that it appears in, and under the group that oversees it', () =>
    withHistory(
      [...RATED, plan.fact('action-a2', 'ActionMoved', { programme: 'p2', reason: 'It grew' })],
      async (ask) => {
        const list = async (filter: ActionFilter, asked = {}) =>
          referencesIn(await ask((view) => listActions(view, filter, { limit: 50 }), asked));
        const then = { asOfPosition: RATED.length };
        expect(await list({ programme: 'SMI' })).toEqual(['SMI-A1', 'SMI-A3']);
        expect(await list({ programme: 'SMI' }, then)).toEqual(['SMI-A1', 'SMI-A2', 'SMI-A3']);
        expect(await list({ programme: 'IAPT' }, then)).toEqual(['SMI-A2', 'SMI-A4', 'SMI-A5']);
        expect(await list({ group: 'board' })).toEqual(['SMI-A2', 'SMI-A4', 'SMI-A5']);
        expect(await list({ group: 'board' }, then)).toEqual(['SMI-A2', 'SMI-A4', 'SMI-A5']);
        expect(await list({ group: 'STP' })).toEqual(['SMI-A4']);
        for (const group of ['BOARD', 'STP']) {
          const report = await ask((view) => governanceReport(view, { group }));
          expect(await list({ group })).toHaveLength(report.totals.actions.all);
        }
        expect(await list({ parent: 'smi-a3' })).toEqual(['SMI-A5']);
        expect(await list({ parent: 'smi-a3' }, { reader: OUTSIDER })).toEqual([]);
        expect(await list({ rating: 'green' })).toEqual(['SMI-A2']);
      },
    ));
});
