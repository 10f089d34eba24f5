import { READS } from '#domain/index.js';
import { definePage } from '../frame/page.js';

/** What everybody may read, signed in or not: its controller asks for no session. */
export const accessibility = definePage({
  path: 'accessibility',
  template: 'accessibility',
  roles: READS,
  async make({ href }) {
    return { title: 'Accessibility statement', crumbs: [{ text: 'Plan', href: href('/') }] };
  },
});
