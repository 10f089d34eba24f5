import { READS } from '#domain/index.js';
import { definePage } from '../frame/page.js';

export const words = definePage({
  path: 'words',
  template: 'words',
  roles: READS,
  async make() {
    return { title: 'What our words mean', crumbs: [{ text: 'Plan', href: '/' }] };
  },
});
