import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { boardOf } from '../frame/board.js';
import { downloads } from '../frame/downloads.js';
import { nextPage } from '../frame/next-page.js';
import { definePage, type PageContext } from '../frame/page.js';
import { when } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';
import { promiseSaid } from '../words/promises.js';
import { carriedSaid, movesSaid } from './words.js';

type Slippage = AnswerTo<typeof routes.slippage>;
type Item = AnswerTo<typeof routes.slippageItems>['items'][number];

/** Every item tells all its promises, so that fifty would be a heavy page. */
const LISTED = '25';
const ROWS = 30;

export const datesMoved = definePage({
  path: 'dates',
  template: 'dates-moved',
  section: 'attention',
  roles: READS,
  async make({ ask, query, href, names }) {
    const { cursor, restated, ...within } = query;
    const report = await ask(routes.slippage, within);
    const which = restated === 'true' ? { restated } : { moved: 'true' };
    const list = await ask(routes.slippageItems, { ...within, ...which, limit: LISTED, ...(cursor && { cursor }) });
    const narrowed = [query.programme, query.owner].flatMap((each) =>
      each ? [nameOf(names, each.toUpperCase())] : [],
    );
    return {
      title: ['Dates moved', ...narrowed].join(': '),
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: 'Look closer', href: href('/attention', { group: query.group }) },
      ],
      board: query.group,
      covers: boardOf({ query, names }),
      narrowed: narrowed.length > 0,
      all: href('/dates', { group: query.group }),
      moves: movesSaid(report),
      tables: tablesOf(report, { names, query: within, href }),
      downloads: downloads(href, 'slippage', 'dates moved', { ...within, ...which }),
      isRestated: restated === 'true',
      count: restated === 'true' || list.nextCursor !== null || cursor ? null : list.items.length,
      others: href('/dates', restated === 'true' ? within : { ...within, restated: 'true' }),
      othersCount: report.restated,
      items: list.items.map(itemOf),
      isFirst: !cursor,
      next: nextPage(href, '/dates', query, list.nextCursor),
    };
  },
});

function itemOf({ promises, carried, ...item }: Item) {
  return {
    ...item,
    promises: promises.map((promise) => ({
      ...promise,
      says: promiseSaid(promise),
      on: when(promise.recordedAt),
    })),
    carried: carried && carriedSaid(carried),
  };
}

interface Around extends Pick<PageContext, 'query' | 'href'> {
  readonly names: Names;
}

/** One table each: by programme, by lead and by who moved them. Each leads to what it counts. */
function tablesOf({ byProgramme, byOwner, byMover }: Slippage, { names, query, href }: Around) {
  const rows = (groups: Slippage['byProgramme'], none: string, filter: 'programme' | 'owner' | null) => {
    const those = groups.filter(({ moves }) => moves > 0);
    const shown = [...those].sort((one, other) => other.days - one.days).slice(0, ROWS);
    return {
      rows: shown.map((group) => ({
        ...group,
        name: group.reference ? nameOf(names, group.reference) : none,
        // A hyphen before a figure is easily missed.
        far: group.days < 0 ? `−${-group.days}` : String(group.days),
        href: filter && group.reference ? href('/dates', { ...query, [filter]: group.reference }) : null,
      })),
      more: those.length - shown.length,
    };
  };
  return [
    { caption: 'By programme', head: 'Programme', ...rows(byProgramme, 'No programme', 'programme') },
    { caption: 'By who moved them', head: 'Who recorded it', ...rows(byMover, 'By a split or a merge', null) },
    { caption: 'By lead', head: 'Lead', ...rows(byOwner, 'No lead named', 'owner') },
  ];
}
