import { expect, it } from '@jest/globals';
import { breaks } from '#test/support/read-models/conforms.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { fact, OPENING } from '#test/support/read-models/plan.js';
import { namesIn } from './names.queries.js';
import { NAMED_IN_HISTORIES, NAMES } from './names.schema.js';
import { findReferenced } from './referenced.queries.js';
import { REFERENCED } from './referenced.schema.js';

const HISTORY = [
  ...OPENING,
  fact('party-h1', 'PartyRegistered', { reference: 'PERSON-01', kind: 'person', organisation: 'o1' }),
  fact('party-h2', 'PartyRegistered', { reference: 'PERSON-02', kind: 'person' }),
  fact('meeting-m1', 'MeetingScheduled', {
    reference: 'BOARD-MTG01',
    group: 'g1',
    title: 'June board',
    startsAt: '2018-06-01T23:30:00.000Z',
  }),
  fact('action-a1', 'ActionCreated', {
    reference: 'SMI-A1',
    programme: 'p1',
    title: 'A',
    access: { level: 'internal' },
  }),
];
const CHANGED = [
  ...HISTORY,
  fact('party-o2', 'PartyDescribed', { name: 'Lead of checks' }),
  fact('party-o1', 'PartyDescribed', { name: 'Commissioning group' }),
  fact('meeting-m1', 'MeetingRescheduled', { startsAt: '2018-07-01T10:00:00.000Z', reason: 'Snow' }),
];
const namesOf = async (ids: readonly string[]) => new Map(ids.includes('h1') ? [['h1', 'Ada Winter']] : []);
const ANSWER = {
  items: [{ reference: 'SMI-A1', owner: 'LEAD', parties: [{ party: 'PERSON-01' }], on: '2018-03-31', note: 'TBC' }],
  facts: { by: 'PERSON-02', changes: [{ before: null, after: ['IAPT', 'NOBODY'] }], meeting: 'BOARD-MTG01' },
};

describeOnEveryEngine('names', () => {
  const ask = async (history: typeof HISTORY, moment = {}, kinds?: typeof NAMED_IN_HISTORIES) => {
    let names: Awaited<ReturnType<typeof namesIn>> = {};
    await withHistory(history, async (asked) => {
      names = await asked((view) => namesIn(view, ANSWER, namesOf, kinds), moment);
    });
    expect(breaks(NAMES, names)).toEqual([]);
    return names;
  };

  it('are of what an answer mentions and of where that belongs, and of nothing else', async () => {
    expect(await ask(HISTORY)).toEqual({
      BOARD: { kind: 'group', name: 'Board' },
      'BOARD-MTG01': { kind: 'meeting', name: 'June board', group: 'BOARD', day: '2018-06-02' },
      CCG: { kind: 'party', name: 'Commissioners' },
      IAPT: { kind: 'programme', name: 'Talking therapies' },
      LEAD: { kind: 'party', name: 'SMI lead', organisation: 'CCG' },
      'PERSON-01': { kind: 'party', name: 'Ada Winter', organisation: 'CCG' },
      'PERSON-02': { kind: 'party', name: null, erased: true },
    });
  });

  it('are of items too where an answer has no titles of its own', async () => {
    expect(await ask(HISTORY, {}, NAMED_IN_HISTORIES)).toEqual({
      ...(await ask(HISTORY)),
      'SMI-A1': { kind: 'action', name: 'A' },
    });
  });

  it('lead from a reference of any kind to what has it', () =>
    withHistory(CHANGED, async (ask) => {
      const find = (reference: string, moment = {}) => ask((view) => findReferenced(view, reference, namesOf), moment);
      expect(breaks(REFERENCED, await find('lead'))).toEqual([]);
      expect(await find('lead', { asOfPosition: HISTORY.length })).toMatchObject({ id: 'o2', title: 'SMI lead' });
      expect(await find('o2')).toMatchObject({ reference: 'LEAD', title: 'Lead of checks', address: '/parties/LEAD' });
      expect(await find('PERSON-01')).toMatchObject({ kind: 'party', title: 'Ada Winter' });
      expect(await find('PERSON-02')).toMatchObject({ kind: 'party', title: null });
      expect(await find('SMI-A1', { asOfPosition: OPENING.length })).toBeUndefined();
    }));

  it('are as they were at the moment asked about', async () => {
    const then = { asOfPosition: HISTORY.length };
    expect(await ask(CHANGED, then)).toEqual(await ask(HISTORY));
    expect(await ask(CHANGED)).toMatchObject({
      LEAD: { name: 'Lead of checks' },
      CCG: { name: 'Commissioning group' },
      'BOARD-MTG01': { day: '2018-07-01' },
    });
    expect(Object.keys(await ask(CHANGED, { asOfPosition: OPENING.length }))).toEqual(['CCG', 'IAPT', 'LEAD']);
    expect(await ask(CHANGED, { asOfPosition: 0 })).toEqual({});
  });
});
