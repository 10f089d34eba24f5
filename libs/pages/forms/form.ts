import { type AnswerTo, type Ask, historyRoutes, type QueryRoute, routes } from '#application/index.js';
import type { OfferedVerb } from '#commands/index.js';
import { type Aggregate, type CommandRule, type Kind, PLURALS } from '#domain/index.js';
import { pathOf } from '../frame/address.js';
import { type FieldsOfForm, fieldsOf } from './fields.js';
import { type Typed, textIn } from './typed.js';
import type { FormItem, FormWords } from './words/form-words.js';

/** The form of one command. */
export interface Form {
  readonly kind: Kind;
  /** Undefined for the form that creates an item. */
  readonly verb: string | undefined;
  readonly rule: CommandRule;
  readonly words: FormWords;
  /** Its address below /, with Fastify's parameters: `actions/:ref/block`, `actions/new`. */
  readonly path: string;
  /** A correction's depend on what was chosen to be put right. */
  fields(typed?: Typed): FieldsOfForm;
}

/** Errors: words for a verb that the aggregate does not have. */
export function formOf(aggregate: Aggregate, name: string, words: FormWords): Form {
  const verb = name === 'new' ? undefined : name;
  const rule: CommandRule | undefined = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  if (!rule) throw new Error(`${aggregate.kind} has no command ${name}; take its form out of the words.`);
  const { plural, kind, creation } = aggregate;
  const known: Record<string, FieldsOfForm> = {};
  return {
    kind,
    verb,
    rule,
    words,
    path: creation && verb ? `${plural}/:ref/${verb}` : `${plural}/${name}`,
    fields(typed = {}) {
      const corrected = correctedIn(words, typed) ?? '';
      known[corrected] ??= fieldsOf(rule, words, creation, corrected);
      return known[corrected];
    },
  };
}

/** The field that a correction puts right; undefined where none was chosen, or the form corrects nothing. */
export function correctedIn({ corrects }: Pick<FormWords, 'corrects'>, typed: Typed): string | undefined {
  const chosen = textIn(typed, 'field');
  return corrects && Object.hasOwn(corrects, chosen) ? chosen : undefined;
}

/** There is one ledger, so its address has no reference. */
export const addressOf = ({ kind, verb }: Pick<Form, 'kind' | 'verb'>, ref: string | undefined): string =>
  `/${[PLURALS[kind], kind !== 'ledger' && ref && encodeURIComponent(ref), verb ?? 'new'].filter(Boolean).join('/')}`;

const ITEMS: Partial<Record<Kind, QueryRoute<FormItem>>> = {
  action: routes.action,
  milestone: routes.milestone,
  target: routes.target,
  decision: routes.decision,
  meeting: routes.meeting,
  programme: routes.programme,
  group: routes.group,
  party: routes.party,
  ledger: routes.ledger,
};

/** The item of a form; undefined for kinds that the read models do not answer: tokens and webhooks. */
export async function itemOf(ask: Ask, kind: Kind, ref: string | undefined): Promise<FormItem | undefined> {
  const route = ITEMS[kind];
  if (!route || (ref === undefined && kind !== 'ledger')) return undefined;
  return ask(route, {}, ref === undefined ? {} : { ref });
}

interface Back {
  readonly href: string;
  readonly text: string;
}

const LISTED: Partial<Record<Kind, string>> = {
  action: '/actions',
  milestone: '/milestones',
  target: '/targets',
  decision: '/decisions',
  meeting: '/meetings',
  group: '/groups',
  webhook: '/admin/webhooks',
};

/** Tokens and the ledger have no page of their own: they stand with the administration. */
export function pageOf(kind: Kind, reference: string | undefined): Back {
  if (kind === 'ledger') return { href: '/admin', text: 'Back to the administration' };
  if (kind === 'token') return { href: '/admin/tokens', text: 'Back to the tokens' };
  const list = LISTED[kind];
  if (reference === undefined)
    return list ? { href: list, text: 'Back to the list' } : { href: '/', text: 'Back to the plan' };
  const href = kind === 'webhook' ? `${list}/${encodeURIComponent(reference)}` : pathOf(kind, reference);
  return { href, text: `Back to ${reference}` };
}

export const titleOf = (item: FormItem): string => String(item.title ?? item.measure ?? item.name ?? item.reference);

type History = AnswerTo<typeof historyRoutes.action>['items'];
const NEWEST = '20';

/** The newest events of an item. */
export const newestOf = async (ask: Ask, kind: Kind, ref: string): Promise<History> =>
  (await ask(historyRoutes[kind], { order: 'newest', limit: NEWEST }, { ref })).items;

/** Why an item does not take a verb now, in a sentence; undefined where it does. */
export const refusalOf = (offered: readonly OfferedVerb[], verb: string): string | undefined =>
  offered.find((each) => each.verb === verb)?.refused?.detail;
