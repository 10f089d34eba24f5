import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PageRequest } from '#read-store/query/list.js';
import type { TemporalQuery } from '#read-store/query/moment.js';
import type { Viewer } from '#read-store/query/visibility.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { type Ask, OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import {
  action,
  BOARD_ONLY,
  decision,
  fact,
  INTERNAL,
  milestone,
  OPENING,
  target,
} from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { search } from './search.queries.js';
import type { SearchFilter } from './search.schema.js';
import { SEARCH_PAGE } from './search.schema.js';

const HISTORY = [
  ...OPENING,
  action('a01', { title: 'Physical health checks', description: 'Offer a check. Every practice takes part in it.' }),
  action('a02', { title: 'Sealed recruitment', access: BOARD_ONLY }),
  target('t01', { measure: 'People who had a check' }),
  milestone('m01', { title: 'Model agreed', due: by('2018-03-31') }),
  decision('d01', {
    rationale: 'No funds for checks until a model is agreed',
    conditions: [{ number: 1, text: 'A specification is agreed' }],
    alternatives: ['Fund it from reserves', 'Do nothing'],
  }),
  fact('action-a01', 'ActionProgressReported', { narrative: 'Nurses were trained. The checks begin in May.' }),
  fact('action-a01', 'ActionDescribed', { title: 'Annual reviews of bodily health' }),
  fact('action-a02', 'ActionProgressReported', { narrative: 'Checks are sealed as well' }),
  fact('action-a01', 'ActionNoteAdded', { text: 'Checks cost 40 pounds each', access: BOARD_ONLY }),
  fact('action-a01', 'ActionNoteAdded', { text: 'Café run by André: naïve checks', access: INTERNAL }),
  fact(
    'action-a01',
    'ActionBlocked',
    { reason: 'The contract is not signed' },
    { reason: 'The contract is not signed' },
  ),
  fact('decision-d01', 'DecisionCorrected', {
    field: 'alternatives',
    before: ['Fund it from reserves', 'Do nothing'],
    value: ['Do nothing'],
    reason: 'Never considered',
  }),
  fact('meeting-mt1', 'MeetingScheduled', {
    reference: 'BOARD-MTG01',
    group: 'g1',
    startsAt: '2018-05-01T09:00:00.000Z',
  }),
  fact('party-h1', 'PartyRegistered', { reference: 'PERSON-01', kind: 'person', organisation: 'o1' }),
];
const at = (type: string) => HISTORY.findIndex((each) => each.type === type) + 1;

interface Asked extends TemporalQuery, Partial<PageRequest> {
  readonly reader?: Viewer;
  readonly kind?: SearchFilter['kind'];
}
function searching(ask: Ask) {
  return async (q: string, { limit = 50, cursor, kind, ...asked }: Asked = {}) => {
    const page = await ask((view) => search(view, { q, kind }, { limit, cursor }), asked);
    expect(breaks(SEARCH_PAGE, page)).toEqual([]);
    return page;
  };
}
const finding =
  (ask: Ask) =>
  async (q: string, asked: Asked = {}) =>
    (await searching(ask)(q, asked)).items.map(
      ({ reference, field, past }) => `${reference} ${field}${past ? ' past' : ''}`,
    );

describeOnEveryEngine('search', () => {
  it('finds an exact reference first, then titles, then other texts, each the newest first', () =>
    withHistory(HISTORY, async (ask) => {
      const find = finding(ask);
      expect(await find('checks')).toEqual([
        'SMI-D01 title',
        'SMI-A01 title past',
        'SMI-A01 note',
        'SMI-A01 note',
        'SMI-A02 narrative',
        'SMI-A01 narrative',
        'SMI-D01 rationale',
      ]);
      expect(await find('smi-d01')).toEqual(['SMI-D01 title']);
      expect(await find('SMI')).toEqual([
        'SMI title',
        'SMI-A01 title',
        'SMI-D01 title',
        'SMI-M01 title',
        'SMI-T01 title',
        'SMI-A02 title',
        'SMI-A01 title past',
        'LEAD title',
      ]);
      expect(await find('BOARD-MTG01')).toEqual(['BOARD-MTG01 title']);
      expect(await find('person 01')).toEqual(['PERSON-01 title']);
      expect(await find('commissioners')).toEqual(['CCG title']);
    }));

  it('needs every word, the last as a beginning, and words in quotation marks next to each other', () =>
    withHistory(HISTORY, async (ask) => {
      const find = finding(ask);
      expect(await find('funds agreed mod')).toEqual(['SMI-D01 rationale']);
      expect(await find('fund agreed model')).toEqual([]);
      expect(await find('"model is agreed"')).toEqual(['SMI-D01 rationale']);
      expect(await find('"model agreed"')).toEqual(['SMI-M01 title']);
      expect(await find('model agreed')).toEqual(['SMI-M01 title', 'SMI-D01 rationale']);
      expect(await find('"mode"')).toEqual([]);
      expect(await find('"m01 model"')).toEqual([]);
      expect(await find('m01 agreed')).toEqual(['SMI-M01 title']);
      expect(await find('specification')).toEqual(['SMI-D01 condition']);
      expect(await find('CAFE andre NAÏVE')).toEqual(['SMI-A01 note']);
      expect(await find('contract signed')).toEqual(['SMI-A01 reason']);
    }));

  it('shows the sentence with the words, and where they stand in it', () =>
    withHistory(HISTORY, async (ask) => {
      const [found] = (await searching(ask)('begin check', { kind: 'action' })).items;
      expect(found).toMatchObject({
        match: 'text',
        kind: 'action',
        title: 'Annual reviews of bodily health',
        sentence: 'The checks begin in May.',
        marks: [
          { start: 4, end: 10 },
          { start: 11, end: 16 },
        ],
        number: at('ActionProgressReported'),
        type: 'ActionProgressReported',
      });
    }));

  it('answers as of a moment: not what was recorded later, and what was replaced since as current', () =>
    withHistory(HISTORY, async (ask) => {
      const find = finding(ask);
      const then = { asOfPosition: at('ActionDescribed') - 1 };
      expect(await find('physical', then)).toEqual(['SMI-A01 title']);
      expect(await find('bodily', then)).toEqual([]);
      expect(await find('physical')).toEqual(['SMI-A01 title past']);
      expect(await find('reserves')).toEqual(['SMI-D01 alternatives past']);
      expect(await find('reserves', { asOfPosition: at('DecisionCorrected') - 1 })).toEqual(['SMI-D01 alternatives']);
      expect(await find('SMI-A01', { asOfPosition: at('ActionCreated') - 1 })).toEqual([]);
      expect((await searching(ask)('SMI-A01', then)).items[0]).toMatchObject({
        match: 'reference',
        title: 'Physical health checks',
        past: false,
      });
      expect(await find('physical', { effectiveAt: '2018-01-01T00:00:00.000Z' })).toEqual([]);
      expect(await find('checks', { effectiveAt: '2018-03-10T00:00:00.000Z' })).toEqual([
        'SMI-D01 title',
        'SMI-D01 rationale',
      ]);
      expect(await find('commission', { knownAt: '2018-04-01T00:00:00.000Z' })).toEqual([]);
    }));

  it('leaves no trace of what the reader may not see, in items or in counts', () =>
    withHistory(HISTORY, async (ask) => {
      const all = await searching(ask)('checks');
      const some = await searching(ask)('checks', { reader: OUTSIDER });
      expect([all.total, some.total]).toEqual([7, 5]);
      expect(some.items.map(({ sentence }) => sentence)).not.toContain('Checks cost 40 pounds each');
      for (const q of ['sealed', 'SMI-A02', 'pounds']) {
        expect(await searching(ask)(q, { reader: OUTSIDER })).toMatchObject({ items: [], total: 0 });
        expect((await searching(ask)(q, { reader: { everything: false, groups: ['g1'] } })).total).toBeGreaterThan(0);
      }
    }));

  it('is paged in one order, and narrowed by kind', () =>
    withHistory(HISTORY, async (ask) => {
      for (const q of ['checks', 'SMI', 'smi-a01', 'agreed']) {
        const whole = await searching(ask)(q);
        const paged = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const decoded = cursor === undefined ? undefined : JSON.parse(Buffer.from(cursor, 'base64url').toString());
          const page = await searching(ask)(q, { limit: 1, cursor: decoded });
          expect(page.total).toBe(whole.total);
          paged.push(...page.items);
          cursor = page.nextCursor;
        }
        expect(paged).toEqual(whole.items);
        expect(whole.total).toBe(whole.items.length);
      }
      expect(await finding(ask)('agreed', { kind: 'milestone' })).toEqual(['SMI-M01 title']);
      expect(await finding(ask)('SMI-M01', { kind: 'action' })).toEqual([]);
    }));

  it('takes signs of a query language for what they are: no words', () =>
    withHistory(HISTORY, async (ask) => {
      const find = finding(ask);
      const checks = await find('checks');
      for (const q of ['checks*', '"checks', 'NEAR(checks', ')checks(', "checks' | ''", 'checks:*', '§ checks'])
        expect([q, (await find(q)).filter((each) => checks.includes(each))]).toEqual([
          q,
          q.startsWith('NEAR') ? [] : checks,
        ]);
      for (const q of ['words: checks', 'checks AND OR NOT', 'a'.repeat(200), '§title', '""" nothing']) await find(q);
      expect(await find('OR')).toEqual([]);
      const text = fc.string({ unit: 'grapheme', minLength: 1 });
      await fc.assert(
        fc.asyncProperty(text, async (q) => {
          await searching(ask)(`${q} zz`);
        }),
        { numRuns: 50 },
      );
    }));
});
