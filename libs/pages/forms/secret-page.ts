import { definePage, type WebPage } from '../frame/page.js';
import { type Form, itemOf } from './form.js';
import { aboutOf } from './form-page.js';

/** `secret` is undefined for a repeat: only the first answer has it. */
export const secretPage = (form: Form, secret: string | undefined): WebPage =>
  definePage({
    path: form.path,
    template: 'secret',
    section: 'plan',
    roles: form.rule.roles,
    async make({ ask, path }) {
      const item = await itemOf(ask, form.kind, path.ref);
      return { ...aboutOf(form, item, path.ref), title: `${form.words.title}: done`, secret };
    },
  });
