import { READS } from '#domain/index.js';
import { definePage } from '../frame/page.js';

/** Stands apart from the other pages, because its controller asks for no session. */
export const accessibility = definePage({
  path: 'accessibility',
  template: 'accessibility',
  roles: READS,
  async make({ href }) {
    return { title: 'Accessibility statement', crumbs: [{ text: 'Plan', href: href('/') }] };
  },
});
