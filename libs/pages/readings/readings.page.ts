import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { boardOf } from '../frame/board.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { readingSaid } from './words.js';

type Item = AnswerTo<typeof routes.readings>['items'][number];

export const readings = definePage({
  path: 'readings',
  template: 'readings',
  section: 'attention',
  roles: READS,
  async make({ ask, query, href, names }) {
    const { group, programme, cursor } = query;
    const within = { ...(group && { group }), ...(programme && { programme }) };
    const list = await ask(routes.readings, { ...within, ...(cursor && { cursor }) });
    return {
      title: 'Readings that need a person',
      crumbs: [
        { text: 'Plan', href: href('/') },
        { text: 'Look closer', href: href('/attention', { group }) },
      ],
      board: group,
      covers: boardOf({ query, names }),
      items: list.items.map(rowOf),
      isFirst: !cursor,
      next: nextPage(href, '/readings', within, list.nextCursor),
    };
  },
});

function rowOf({ stored, present, ...item }: Item) {
  return { ...item, stored: readingSaid(stored.reading), present: readingSaid(present) };
}
