import type { Preview } from '#commands/index.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { historyEntries } from '../history/history.js';
import { consequences } from './consequences.js';
import { addressOf, type Form, itemOf, newestOf } from './form.js';
import { aboutOf, hiddenOf } from './form-page.js';
import { keptOf } from './kept.js';
import { saidFields } from './said-fields.js';
import type { Typed } from './typed.js';

interface CheckedForm {
  readonly typed: Typed;
  readonly key: string;
  readonly preview: Preview;
}

export const checkPage = (form: Form, checked: CheckedForm): WebPage =>
  definePage({
    path: form.path,
    template: 'check',
    section: 'plan',
    roles: form.rule.roles,
    make: (context) => checkModel(form, checked, context),
  });

async function checkModel(form: Form, { typed, key, preview }: CheckedForm, context: PageContext): Promise<PageModel> {
  const { ask, path, names, signedIn } = context;
  const item = await itemOf(ask, form.kind, path.ref);
  const beside = (item && (await form.words.beside?.({ ask, names, item, preview }))) ?? [];
  const said = saidFields(form, typed, item, names);
  const isOwn = ({ id = '' }: { readonly id?: string }) => Object.hasOwn(form.words.fields, id.replace(/[.[].*$/, ''));
  const rows = beside.length > 0 ? said.filter((row) => row.id === 'reason' || !isOwn(row)) : said;
  return {
    ...aboutOf(form, item, path.ref),
    title: 'Check before you record this',
    what: form.words.title,
    action: addressOf(form, path.ref),
    button: form.words.button,
    rows: [...rows, { label: 'Recorded by', after: [signedIn.name, signedIn.organisation].filter(Boolean).join(', ') }],
    beside,
    nothing: preview.events.length === 0,
    sentences: [...consequences(form, preview, item), ...(form.words.checks ? [form.words.checks] : [])],
    kept: keptOf(typed),
    hidden: hiddenOf(key, preview.revision ?? undefined),
  };
}

interface Conflict {
  readonly typed: Typed;
  readonly key: string;
  /** The revision at which the form was opened. */
  readonly opened: number;
}

/** Shows what others recorded since the form was opened (optimistic concurrency). */
export const conflictPage = (form: Form, conflict: Conflict): WebPage =>
  definePage({
    path: form.path,
    template: 'conflict',
    section: 'plan',
    roles: form.rule.roles,
    make: (context) => conflictModel(form, conflict, context),
  });

async function conflictModel(form: Form, { typed, key, opened }: Conflict, context: PageContext): Promise<PageModel> {
  const { ask, path, names } = context;
  const ref = path.ref ?? '';
  const item = await itemOf(ask, form.kind, ref);
  const since = (await newestOf(ask, form.kind, ref)).filter(({ revision }) => revision > opened);
  return {
    ...aboutOf(form, item, ref),
    title: `${ref} was changed while you were typing`,
    what: form.words.title,
    action: addressOf(form, ref),
    opened,
    entries: historyEntries(since, { names }),
    rows: saidFields(form, typed, item, names),
    kept: keptOf(typed),
    hidden: hiddenOf(key, item?.revision),
  };
}
