import { expect, it } from '@jest/globals';
import { OPEN, RATINGS } from '#domain/index.js';
import type { ActionView } from '#read-models/actions/action.view.js';
import { ledgerRules } from '#read-models/ledger/ledger.queries.js';
import { scopeOf } from '#read-models/programmes/scope.js';
import { itemsOf } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { presentEntries } from '../asks/entries.js';
import { betterRated, betterThanFacts, ratedSource } from '../asks/ratings.js';
import { boundsOf } from '../figures/bounds.js';
import { groupsOf } from '../figures/counts.js';
import { sourcesOf } from '../figures/sources.js';
import { disagreeing, listWatermelons } from './watermelons.js';

const NOW = '2018-07-02T12:00:00.000Z';
const DATES = ['2018-03-31', '2018-06-25', '2018-07-01', '2018-07-05', '2018-12-31', null];
const STATES = ['planned', 'in-progress', 'blocked', 'complete'] as const;
const MORE = ['nothing', 'late forecast', 'late dependency'] as const;

/** An action of every date, state and rating, whose facts say more or not. */
const GRID = DATES.flatMap((date) =>
  STATES.flatMap((state) => RATINGS.flatMap((rating) => MORE.map((more) => ({ date, state, rating, more })))),
);
const HISTORY = [
  ...OPENING,
  action('late', { title: 'Late', timescale: by('2018-04-01') }),
  ...GRID.flatMap(({ date, state, rating, more }, index) => {
    const id = `a${index + 100}`;
    const of = (type: Parameters<typeof fact>[1], data: object = {}) => fact(`action-${id}`, type, data);
    return [
      action(id, {
        title: `${date} ${state} ${rating} ${more}`,
        timescale: by(date),
        ...(more === 'late dependency' && { dependsOn: ['late'] }),
      }),
      ...(state === 'planned' ? [] : [of('ActionStarted')]),
      ...(more === 'late forecast' ? [of('ActionForecast', { timescale: by('2019-06-30') })] : []),
      of('ActionRated', { rating, scheme: 1, narrative: 'So it is' }),
      ...(state === 'blocked' ? [of('ActionBlocked', { reason: 'No funds' })] : []),
      ...(state === 'complete' ? [of('ActionCompleted', { narrative: 'Done' })] : []),
    ];
  }),
];

/** The references on all pages of the list. */
async function listed(view: QueryContext, difference: 'better-than-facts' | 'worse-than-facts'): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const cursor = after ? JSON.parse(Buffer.from(after, 'base64url').toString()) : undefined;
    const page: Awaited<ReturnType<typeof listWatermelons>> = await listWatermelons(
      view,
      { difference },
      { limit: 7, cursor },
    );
    found.push(...page.items.map(({ reference }) => reference));
    after = page.nextCursor;
  }
  return found;
}

/** The same from the body of every open action. */
async function judged(view: QueryContext, difference: 'better-than-facts' | 'worse-than-facts'): Promise<string[]> {
  const keys = await view.db.selectFrom('items').select('key').where('kind', '=', 'action').execute();
  const items = await itemsOf<ActionView>(
    view.db,
    keys.map(({ key }) => key),
    view.moment,
  );
  const open = items.filter(({ state }) => OPEN.includes(state.status));
  const { inForce } = await ledgerRules(view);
  return (await disagreeing(view, open, inForce, difference)).map(({ head }) => head.reference).sort();
}

describeOnEveryEngine('watermelons', () => {
  it.each(['better-than-facts', 'worse-than-facts'] as const)(
    'lists every open action that is rated %s, whatever its columns say',
    (difference) =>
      withHistory(HISTORY, async (ask) => {
        const [found, expected] = await ask(
          (view) => Promise.all([listed(view, difference), judged(view, difference)]),
          {
            now: NOW,
          },
        );
        expect(expected.length).toBeGreaterThan(15);
        expect(found).toEqual(expected);
      }),
  );

  it.each([{}, { asOfPosition: HISTORY.length - 100, effectiveAt: NOW }])(
    'a report asks about as many as are rated better than the facts, the first of them by reference: %j',
    (past) =>
      withHistory(HISTORY, (ask) =>
        ask(
          async (view) => {
            const expected = await judged(view, 'better-than-facts');
            expect(expected.length).toBeGreaterThan(15);
            const scope = await scopeOf(view, {});
            const { bounds } = await boundsOf(view, scope, {});
            const { inForce } = await ledgerRules(view);
            const sources = await Promise.all(
              sourcesOf(view, scope, 'actions').map(async (source) =>
                ratedSource(source, await groupsOf(bounds, 'actions', source, betterRated(view.moment.day, inForce))),
              ),
            );
            // Few of many are found in the order of references, many of few by sorting.
            for (const limit of [1, 5, 500]) {
              const { total, entries } = await betterThanFacts(view, scope, sources, inForce, limit);
              const [items = []] = await presentEntries(view, [entries]);
              expect([total, items.map(({ reference }) => reference)]).toEqual([
                expected.length,
                expected.slice(0, limit),
              ]);
            }
          },
          { now: NOW, ...past },
        ),
      ),
  );
});
