import type { Preview } from '#commands/index.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { historyEntries } from '../history/history.js';
import { fullNameOf } from '../words/names.js';
import { consequences } from './consequences.js';
import { addressOf, type Form, itemOf, newestOf } from './form.js';
import { aboutOf, hiddenOf } from './form-page.js';
import { keptOf } from './kept.js';
import { saidFields } from './said-fields.js';
import type { Typed } from './typed.js';

interface Checked {
  readonly typed: Typed;
  readonly key: string;
  readonly preview: Preview;
}

/** What the ledger will say for ever, before it does. */
export const checkPage = (form: Form, checked: Checked): WebPage =>
  definePage({
    path: form.path,
    template: 'check',
    section: 'plan',
    roles: form.rule.roles,
    make: (context) => checkModel(form, checked, context),
  });

async function checkModel(form: Form, { typed, key, preview }: Checked, context: PageContext): Promise<PageModel> {
  const { ask, path, names, signedIn } = context;
  const item = await itemOf(ask, form.kind, path.ref);
  const rows = saidFields(form, typed, item, names);
  return {
    ...aboutOf(form, item, path.ref),
    title: 'Check before you record this',
    what: form.words.title,
    action: addressOf(form, path.ref),
    button: form.words.button,
    rows: [...rows, { label: 'Recorded by', after: [signedIn.name, signedIn.organisation].filter(Boolean).join(', ') }],
    nothing: preview.events.length === 0,
    sentences: [...consequences(form, preview, item), ...(form.words.checks ? [form.words.checks] : [])],
    kept: keptOf(typed),
    hidden: hiddenOf(key, preview.revision ?? undefined),
    people: fullNameOf(names, signedIn.party),
  };
}

interface Conflict {
  readonly typed: Typed;
  readonly key: string;
  /** The revision at which the form was opened. */
  readonly opened: number;
}

/** The item moved on while the form was open: what was recorded since, and what was typed, side by side. */
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
