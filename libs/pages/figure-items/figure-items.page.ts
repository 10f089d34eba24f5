import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { capital } from '../words/dates.js';
import { figureName } from '../words/figures.js';
import { nameOf } from '../words/names.js';

/** The items that a figure of a report counted; every figure of the pages opens here. */
export const figureItems = definePage({
  path: 'reports/governance/items',
  template: 'figure-items',
  section: 'plan',
  roles: READS,
  async make({ ask, query, href, names }) {
    const list = await ask(routes.governanceItems, query);
    const figure = query.figure ?? 'actions.open';
    const row = query.row === 'elsewhere' ? 'other programmes' : query.row && nameOf(names, query.row.toUpperCase());
    const group = query.group && nameOf(names, query.group.toUpperCase());
    const within = [row, group].filter((each) => each).join(', ');
    return {
      title: `${capital(figureName(figure))}${within ? `: ${within}` : ''}`,
      crumbs: [{ text: 'Plan', href: href('/') }],
      board: query.group,
      list,
      table: figure.split('.')[0],
      next: nextPage(href, '/reports/governance/items', query, list.nextCursor),
    };
  },
});
