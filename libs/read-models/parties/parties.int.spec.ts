import { expect, test } from '@jest/globals';
import { referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { fact, OPENING } from '#test/support/read-models/plan.js';
import { findParty, listParties } from './parties.queries.js';
import type { PartyFilter } from './parties.schema.js';

const HISTORY = [
  ...OPENING,
  fact('party-h1', 'PartyRegistered', { reference: 'PERSON-01', kind: 'person', organisation: 'o1' }),
  fact('party-h2', 'PartyRegistered', { reference: 'PERSON-02', kind: 'person' }),
  fact('party-h2', 'PersonErased', { reason: 'Asked for it' }),
];
const namesOf = async (ids: readonly string[]) => new Map(ids.includes('h1') ? [['h1', 'Ada Winter']] : []);

describeOnEveryEngine('parties', () => {
  test('a person is named from the directory; one who was erased has no name, in the past neither', () =>
    withHistory(HISTORY, async (ask) => {
      const find = (reference: string, asked = {}) => ask((view) => findParty(view, reference, namesOf), asked);
      expect(await find('person-01')).toMatchObject({ name: 'Ada Winter', erased: false, organisation: 'CCG' });
      expect(await find('PERSON-02')).toMatchObject({ name: null, erased: true, status: 'erased', organisation: null });
      const past = { asOfPosition: HISTORY.length - 1 };
      expect(await find('PERSON-02', past)).toMatchObject({ name: null, erased: true, status: 'active' });
      expect(await find('CCG')).toMatchObject({ kind: 'organisation', name: 'Commissioners', erased: false });
      expect(await find('NOBODY')).toBeUndefined();
    }));

  test('a list is narrowed by every filter; persons are found by the names of today', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: PartyFilter, asked = {}) =>
        referencesIn(await ask((view) => listParties(view, filter, { limit: 50 }, namesOf), asked));
      expect(await list({})).toEqual(['CCG', 'LEAD', 'PERSON-01', 'PERSON-02', 'SEC']);
      expect(await list({ kind: 'post' })).toEqual(['LEAD', 'SEC']);
      expect(await list({ organisation: 'ccg' })).toEqual(['LEAD', 'PERSON-01']);
      expect(await list({ q: 'winter' })).toEqual(['PERSON-01']);
      expect(await list({ q: 'summer' })).toEqual([]);
      expect(await list({ q: 'smi LEAD' })).toEqual(['LEAD']);
      expect(await list({ q: 'winter' }, { asOfPosition: OPENING.length })).toEqual([]);
    }));
});
