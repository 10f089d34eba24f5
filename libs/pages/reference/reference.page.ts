import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { pathOf } from '../frame/address.js';
import { definePage } from '../frame/page.js';

/** Kinds that have a page of their own; of the others the audit trail tells. */
const WITH_PAGE = ['action', 'milestone', 'target', 'decision', 'programme', 'group', 'meeting', 'party'];

/** A reference alone is an address: on paper nobody says of which kind it is. Files such as robots.txt have a dot. */
export const reference = definePage({
  path: ':ref(^[A-Za-z][A-Za-z0-9-]{0,39}$)',
  template: 'problem',
  roles: READS,
  async make({ ask, path, query, href }) {
    const { ref = '' } = path;
    const found = await ask(routes.reference, {}, { ref: ref.toUpperCase() });
    return {
      redirect: WITH_PAGE.includes(found.kind)
        ? href(pathOf(found.kind, found.reference), query)
        : href('/audit', { reference: found.reference, order: 'newest' }),
    };
  },
});
