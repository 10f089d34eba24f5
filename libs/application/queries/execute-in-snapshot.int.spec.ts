import { describe, expect, it } from '@jest/globals';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { OUTSIDER } from '#test/support/read-models/models.js';
import { action, BOARD_ONLY, fact, OPENING } from '#test/support/read-models/plan.js';
import { withQueries } from '#test/support/read-models/queries.js';
import { routes } from '../routes/routes.js';
import { executeInSnapshot, executeQuery } from './execute-query.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Review' }),
  action('a2', { title: 'Closed', access: BOARD_ONLY }),
  fact('action-a1', 'ActionStarted'),
];
const BEFORE_START = String(HISTORY.length - 1);

describe('several questions of one moment', () => {
  it('are answered from one snapshot, as each alone would be', () =>
    withQueries(HISTORY, async (of) => {
      const moment = { asOfPosition: BEFORE_START };
      const together = await executeInSnapshot(of, moment, EVERYTHING, async (ask) => ({
        action: await ask(routes.action, {}, { ref: 'SMI-A1' }),
        list: await ask(routes.actions, { programme: 'SMI', limit: '1' }),
      }));
      expect(of.snapshots()).toBe(1);
      expect(together.action.status).toBe('planned');
      expect(together).toEqual({
        action: await executeQuery(of, routes.action, moment, { ref: 'SMI-A1' }, EVERYTHING),
        list: await executeQuery(of, routes.actions, { ...moment, programme: 'SMI', limit: '1' }, {}, EVERYTHING),
      });
    }));

  it('go on from the cursor of a list, whose moment they then stand on', () =>
    withQueries(HISTORY, async (of) => {
      const first = await executeQuery(of, routes.actions, { limit: '1', asOfPosition: BEFORE_START }, {}, EVERYTHING);
      const cursor = String(first.nextCursor);
      const rest = await executeInSnapshot(of, { cursor }, EVERYTHING, (ask) => ask(routes.actions, { cursor }));
      expect(rest.items.map(({ reference }) => reference)).toEqual(['SMI-A2']);
      expect(rest.asOf).toEqual(first.asOf);
      await expect(
        executeInSnapshot(of, {}, EVERYTHING, (ask) => ask(routes.actions, { cursor })),
      ).rejects.toMatchObject({ code: 'bad-cursor' });
    }));

  it.each<[string, object, object, string]>([
    ['a moment that is no moment', { knownAt: 'yesterday' }, {}, 'bad-parameter'],
    ['a moment to come', { effectiveAt: '2099-01-01' }, {}, 'moment-in-the-future'],
    ['another moment in one of the questions', {}, { knownAt: '2018-03-01' }, 'unknown-parameter'],
    ['a parameter that the question has not', {}, { colour: 'red' }, 'unknown-parameter'],
    ['an item that there is not', {}, { owner: 'NOBODY' }, 'unknown-reference'],
  ])('refuse %s', (_, moment, query, code) =>
    withQueries(HISTORY, async (of) => {
      const asked = executeInSnapshot(of, moment, EVERYTHING, (ask) => ask(routes.actions, query));
      await expect(asked).rejects.toMatchObject({ code });
    }),
  );

  it('find no item that the reader may not see', () =>
    withQueries(HISTORY, async (of) => {
      const asked = executeInSnapshot(of, {}, OUTSIDER, (ask) => ask(routes.action, {}, { ref: 'SMI-A2' }));
      await expect(asked).rejects.toMatchObject({ code: 'item-not-found', message: 'There is no action SMI-A2.' });
    }));
});
