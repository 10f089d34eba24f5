import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { boardOf } from '../frame/board.js';
import { definePage } from '../frame/page.js';
import { count, plural } from '../words/dates.js';
import { toldTo } from './told.js';
import { because, differing, movedPair, restatedSaid } from './words.js';

/** An item tells twelve meetings, so that fifty would be a heavy page. */
const DIFFERING = '10';
const LISTED = 50;

export const attention = definePage({
  path: 'attention',
  template: 'attention',
  section: 'attention',
  roles: READS,
  async make({ ask, query, href, names }) {
    const of = query.group ? { group: query.group } : {};
    const list = query.list === 'worse' ? 'worse' : 'better';
    const from = (of: typeof list) => (query.cursor && of === list ? { cursor: query.cursor } : {});
    const better = await ask(routes.watermelons, { ...of, limit: DIFFERING, ...from('better') });
    const worse = await ask(routes.watermelons, {
      ...{ ...of, limit: DIFFERING, difference: 'worse-than-facts' },
      ...from('worse'),
    });
    const silences = await ask(routes.silences, of);
    const moved = await ask(routes.movedWithoutSlip, of);
    const figure = (name: string) => href('/reports/governance/items', { ...of, figure: name });
    const { silentActions, noReviewDate, silentOwners, stopped, outOfReach } = silences;
    const differs = ({ items, nextCursor }: typeof better, on: 'better' | 'worse') => ({
      items: items.map((item) => ({
        ...item,
        kind: 'action',
        because: because(item.derived?.reasons ?? []),
        said: differing(item.narrative),
        told: toldTo(item.meetings),
      })),
      isFirst: from(on).cursor === undefined,
      count: nextCursor === null && from(on).cursor === undefined ? items.length : null,
      next: nextCursor && href(`/attention#${on}`, { ...of, list: on, cursor: nextCursor }),
    });
    return {
      title: 'Look closer',
      crumbs: [{ text: 'Plan', href: href('/') }],
      board: query.group,
      covers: boardOf({ query, names }),
      better: differs(better, 'better'),
      worse: differs(worse, 'worse'),
      figures: [
        {
          n: silentActions.total,
          href: figure('actions.silent'),
          says: `${plural(silentActions.total, 'open action')} without a word`,
          rest: ` of ${silences.openActions}`,
          since: silences.silentSince.instant,
        },
        {
          n: noReviewDate.total,
          href: figure('actions.noReviewDate'),
          says: plural(noReviewDate.total, 'ongoing action'),
          rest: ' with no date on which to look again',
        },
        {
          n: silentOwners.length,
          href: '#leads',
          says: plural(silentOwners.length, 'lead'),
          rest: silentOwners.length === 1 ? ' who has told the ledger nothing' : ' who have told the ledger nothing',
        },
        {
          n: stopped.length,
          href: '#stopped',
          says: `${plural(stopped.length, 'target')} whose figures stopped`,
          rest: '',
        },
        {
          n: outOfReach.length,
          href: '#out-of-reach',
          says: `${plural(outOfReach.length, 'target')} out of reach`,
          rest: ' at the present rate',
        },
      ],
      leads: firstOf(
        silentOwners.map(({ reference, openActions }) => ({ reference, says: count(openActions, 'open action') })),
      ),
      stopped: firstOf(stopped),
      outOfReach: firstOf(outOfReach),
      restated: moved.restated.items.map((item) => ({ ...item, says: restatedSaid(item) })),
      restatedMore: moved.restated.more ? href('/dates', { ...of, restated: 'true' }) : null,
      pairs: moved.possiblySame.items.map((pair) => ({ ...pair, says: movedPair(pair) })),
      pairsMore: moved.possiblySame.more,
    };
  },
});

function firstOf<Item>(items: readonly Item[]) {
  return { items: items.slice(0, LISTED), more: Math.max(0, items.length - LISTED), total: items.length };
}
