import { routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { definePage } from '../page.js';

export const home = definePage({
  path: '',
  template: 'home',
  section: 'plan',
  roles: READS,
  async make({ ask }) {
    const report = await ask(routes.governance);
    return { title: 'The plan at a glance', report };
  },
});
