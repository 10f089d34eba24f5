import type { Ask } from '#application/index.js';
import type { OfferedVerb } from '#commands/index.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { isPromise, understoodAs } from '../words/timescale.js';
import { fieldViews } from './field-view.js';
import type { FormField } from './fields.js';
import { addressOf, correctedIn, type Form, itemOf, pageOf, refusalOf, titleOf } from './form.js';
import { optionsFor } from './options.js';
import { readingOf } from './reading.js';
import { type SaidError, type Typed, textIn, typedFrom } from './typed.js';
import type { FormItem } from './words/form-words.js';

export interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly SaidError[];
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
  const { ask, path, names } = context;
  const query = prefilledBy(context.query);
  const item = await itemOf(ask, form.kind, path.ref);
  const about = aboutOf(form, item, path.ref);
  const past = isPast(context.moment);
  const refused = verb === undefined || past ? undefined : refusalOf(state.offered ?? [], verb);
  const { own, circumstances } = form.fields(state.typed ?? query);
  const corrected = correctedIn(words, state.typed ?? query);
  const isPrefilled = ({ words }: FormField) => !words.timescale || corrected !== undefined;
  const typed = state.typed ?? { ...(item && typedFrom(own.filter(isPrefilled), item)), ...query };
  const options = past || refused ? {} : await optionsFor(ask, [...own, ...circumstances], names);
  const errors = state.errors ?? [];
  const around = { typed, options, errors, item, names, spare: state.spare ?? SPARE_ROWS };
  const choosing = words.corrects !== undefined && corrected === undefined;
  const shown = own.filter(({ name }) => !words.corrects || (name === 'field') === choosing);
  const rare = shown.filter(({ words }) => words.rare);
  const instead = words.instead &&
    path.ref !== undefined && {
      says: words.instead.says,
      link: words.instead.link,
      href: insteadOf(form, path.ref, words.instead),
    };
  return {
    ...about,
    title: words.title,
    says: words.says,
    button: words.checks || choosing ? 'Continue' : words.button,
    method: choosing ? 'get' : 'post',
    action: addressOf(form, path.ref),
    refused,
    corrected: corrected && fieldViews(own, around)[0]?.items?.find(({ value }) => value === corrected)?.text,
    current: item && !corrected && standsNow(own, item),
    fields: fieldViews(
      shown.filter(({ words }) => !words.rare),
      around,
    ),
    rare: fieldViews(rare, around),
    rareOpen:
      errors.some(({ name }) => rare.some((field) => isOf(field.name, name))) ||
      (!item && rare.some(({ name }) => Object.keys(typed).some((key) => saysMore(key, name, typed)))),
    circumstances: choosing ? [] : fieldViews(circumstances, around),
    circumstancesOpen: circumstances.some(({ name }) => Object.keys(typed).some((key) => saysMore(key, name, typed))),
    errors: state.errors?.map(({ text, id }) => ({ text, href: `#${id}` })),
    reading: state.typed && (await readingTyped(ask, own, typed)),
    instead,
    hidden: choosing
      ? []
      : [
          ...hiddenOf(state.key, textIn(typed, 'revision') || item?.revision),
          ...(corrected === undefined ? [] : [{ name: 'field', value: corrected }]),
        ],
  };
}

/** `meeting` in an address is the moment of the page, so another name brings the meeting of the form. */
const prefilledBy = ({ atMeeting, ...query }: Readonly<Record<string, string>>): Typed => ({
  ...query,
  ...(atMeeting && { meeting: atMeeting }),
});

function insteadOf({ kind }: Form, ref: string, { verb, field }: NonNullable<Form['words']['instead']>): string {
  const address = addressOf({ kind, verb }, ref);
  return field ? `${address}?field=${field}` : address;
}

const isOf = (field: string, name: string) =>
  name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`);

/** The promise that a form may replace, as it stands: not typed for whoever moves it. */
function standsNow(fields: readonly FormField[], item: FormItem): string | undefined {
  const field = fields.find(({ words }) => words.timescale && words.now !== null);
  const promise = field && item[field.words.now ?? field.name];
  if (!isPromise(promise)) return undefined;
  return `Now: “${promise.text}”. ${understoodAs(promise)}`;
}

/** How the timescale of the form is read, before it is recorded. */
async function readingTyped(ask: Ask, fields: readonly FormField[], typed: Typed): Promise<string | undefined> {
  const field = fields.find(({ words }) => words.timescale);
  const text = field && textIn(typed, field.name);
  if (!text || text.length > (field.limit ?? text.length)) return undefined;
  return readingOf(ask, text);
}

const saysMore = (key: string, name: string, typed: Typed) => isOf(name, key) && textIn(typed, key) !== '';

/** The item that a form is about, in the heading of each of its pages. */
export function aboutOf(form: Form, item: FormItem | undefined, ref: string | undefined) {
  const back = pageOf(form.kind, item?.reference ?? ref);
  return {
    back: back.href,
    backText: back.text,
    caption: form.kind === 'ledger' ? '' : item ? captionOf(item) : (ref ?? ''),
    item,
  };
}

/** A meeting may have no title of its own. */
function captionOf(item: FormItem): string {
  const title = titleOf(item);
  return title === item.reference ? title : `${item.reference}: ${title}`;
}

export const hiddenOf = (key: string, revision: string | number | undefined) => [
  { name: 'key', value: key },
  ...(revision === undefined ? [] : [{ name: 'revision', value: String(revision) }]),
];
