import { type Ask, routes } from '#application/index.js';
import type { OfferedVerb } from '#commands/index.js';
import { pathOf } from '../frame/address.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { isPromise, understoodAs } from '../words/timescale.js';
import { fieldViews } from './field-view.js';
import type { Field } from './fields.js';
import { addressOf, type Form, type Item, itemOf, refusalOf, titleOf } from './form.js';
import { optionsFor } from './options.js';
import { type SaidError, type Typed, textIn, typedFrom } from './typed.js';

/** What a form shows besides its words; nothing of it for a form that is opened. */
export interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly SaidError[];
  /** True where a timescale that was typed is shown as it is read. */
  readonly reading?: true;
  readonly spare?: number;
  /** The key under which the command is recorded once, however often the form is sent. */
  readonly key: string;
  /** Verbs that the item takes; undefined for a creation. */
  readonly offered?: readonly OfferedVerb[];
}

const SPARE_ROWS = 2;

/** The page of a form, as it is opened or as it comes back with errors. */
export const formPage = (form: Form, state: FormState): WebPage =>
  definePage({
    path: form.path,
    template: 'form',
    section: 'plan',
    roles: form.rule.roles,
    make: (context) => formModel(form, state, context),
  });

async function formModel(form: Form, state: FormState, context: PageContext): Promise<PageModel> {
  const { words, verb } = form;
  const { ask, path, names, query } = context;
  const item = await itemOf(ask, form.kind, path.ref);
  const about = aboutOf(form, item, path.ref);
  const past = isPast(context.moment);
  const refused = verb === undefined || past ? undefined : refusalOf(state.offered ?? [], verb);
  const { own, circumstances } = form.fields();
  const isPrefilled = ({ words }: Field) => !words.timescale;
  const typed = state.typed ?? { ...(item && typedFrom(own.filter(isPrefilled), item)), ...query };
  const options = past || refused ? {} : await optionsFor(ask, [...own, ...circumstances], names);
  const around = { typed, options, errors: state.errors ?? [], spare: state.spare ?? SPARE_ROWS };
  const instead = words.instead &&
    path.ref !== undefined && {
      says: words.instead.says,
      link: words.instead.link,
      href: addressOf({ kind: form.kind, verb: words.instead.verb }, path.ref),
    };
  return {
    ...about,
    title: words.title,
    says: words.says,
    button: words.checks ? 'Continue' : words.button,
    action: addressOf(form, path.ref),
    refused,
    current: item && standsNow(own, item),
    fields: fieldViews(own, around),
    circumstances: fieldViews(circumstances, around),
    circumstancesOpen: circumstances.some(({ name }) => Object.keys(typed).some((key) => saysMore(key, name, typed))),
    errors: state.errors?.map(({ text, id }) => ({ text, href: `#${id}` })),
    reading: state.reading && (await readingOf(ask, own, typed)),
    instead,
    hidden: hiddenOf(state.key, textIn(typed, 'revision') || item?.revision),
  };
}

/** The promise that a form may replace, as it stands: not typed for whoever moves it. */
function standsNow(fields: readonly Field[], item: Item): string | undefined {
  const field = fields.find(({ words }) => words.timescale && words.now !== null);
  const promise = field && item[field.words.now ?? field.name];
  if (!isPromise(promise)) return undefined;
  return `Now: “${promise.text}”. ${understoodAs(promise)}`;
}

/** How the timescale of the form is read, before it is recorded. */
async function readingOf(ask: Ask, fields: readonly Field[], typed: Typed): Promise<string | undefined> {
  const field = fields.find(({ words }) => words.timescale);
  const text = field && textIn(typed, field.name);
  if (!text || text.length > (field.limit ?? text.length)) return undefined;
  return understoodAs((await ask(routes.timescale, { text })).timescale);
}

const saysMore = (key: string, name: string, typed: Typed) =>
  (key === name || key.startsWith(`${name}.`)) && textIn(typed, key) !== '';

/** The item that a form is about, in the heading of each of its pages. */
export function aboutOf(form: Form, item: Item | undefined, ref: string | undefined) {
  const back = item && form.kind !== 'ledger' ? pathOf(form.kind, item.reference) : '/';
  return {
    back,
    backText: item && form.kind !== 'ledger' ? `Back to ${item.reference}` : 'Back to the plan',
    caption: item ? `${item.reference}: ${titleOf(item)}` : (ref ?? ''),
    item,
  };
}

export const hiddenOf = (key: string, revision: string | number | undefined) => [
  { name: 'key', value: key },
  ...(revision === undefined ? [] : [{ name: 'revision', value: String(revision) }]),
];
