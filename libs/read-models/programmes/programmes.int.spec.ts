import { expect, test } from '@jest/globals';
import { OUTSIDER, referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, OPENING } from '#test/support/read-models/plan.js';
import { findGroup, listGroups } from '../groups/groups.queries.js';
import { findProgramme, listProgrammes } from './programmes.queries.js';
import type { ProgrammeFilter } from './programmes.schema.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Review' }),
  action('a2', { title: 'A quiet sale', access: BOARD_ONLY }),
  fact('action-a1', 'ActionStarted'),
  fact('programme-p1', 'ProgrammeDescribed', { parent: 'p2' }),
  fact('programme-p1', 'ProgrammeGroupAssigned', { group: 'g2' }),
  fact('programme-p2', 'ProgrammeClosed', { reason: 'Done', successors: ['p1'] }),
  fact('group-g2', 'GroupClosed', { reason: 'Merged', successor: 'g1' }),
];

describeOnEveryEngine('programmes', () => {
  test('a programme shows how many of its actions stand in each status, as far as the reader may see them', () =>
    withHistory(HISTORY, async (ask) => {
      const counts = async (asked = {}) => (await ask((view) => findProgramme(view, 'smi'), asked))?.actions;
      expect(await counts()).toEqual({
        planned: 1,
        'in-progress': 1,
        blocked: 0,
        deferred: 0,
        complete: 0,
        verified: 0,
        withdrawn: 0,
      });
      expect(await counts({ reader: OUTSIDER })).toMatchObject({ planned: 0, 'in-progress': 1 });
      expect(await counts({ asOfPosition: OPENING.length + 1 })).toMatchObject({ planned: 1, 'in-progress': 0 });
      expect(await ask((view) => findProgramme(view, 'IAPT'))).toMatchObject({
        name: 'Talking therapies',
        lead: 'LEAD',
        status: 'closed',
        closure: { reason: 'Done', successors: ['SMI'] },
      });
    }));

  test('lists of programmes and groups are narrowed by every filter, now and in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: ProgrammeFilter, asked = {}) =>
        referencesIn(await ask((view) => listProgrammes(view, filter, { limit: 50 }), asked));
      const then = { asOfPosition: OPENING.length };
      expect(await list({})).toEqual(['IAPT', 'SMI']);
      expect(await list({ group: 'stp' })).toEqual(['SMI']);
      expect(await list({ group: 'stp' }, then)).toEqual([]);
      expect(await list({ parent: 'iapt' })).toEqual(['SMI']);
      expect(await list({ status: 'closed' })).toEqual(['IAPT']);
      expect(await list({ status: 'closed' }, then)).toEqual([]);
      const groups = async (filter: object, asked = {}) =>
        referencesIn(await ask((view) => listGroups(view, filter, { limit: 50 }), asked));
      expect(await groups({})).toEqual(['BOARD', 'STP']);
      expect(await groups({ parent: 'board' })).toEqual(['STP']);
      expect(await groups({ status: 'open' })).toEqual(['BOARD']);
      expect(await groups({ status: 'open' }, then)).toEqual(['BOARD', 'STP']);
      expect(await ask((view) => findGroup(view, 'stp'))).toMatchObject({
        name: 'Partnership',
        parent: 'BOARD',
        closure: { reason: 'Merged', successor: 'BOARD' },
      });
      expect(await ask((view) => findGroup(view, 'BOARD'))).toMatchObject({ lead: 'CCG', closure: null });
    }));
});
