import { type AnswerTo, type Ask, historyRoutes, type QueryRoute, routes } from '#application/index.js';
import type { OfferedVerb } from '#commands/index.js';
import { type Aggregate, type CommandRule, type Kind, PLURALS } from '#domain/index.js';
import { type FormFields, fieldsOf } from './fields.js';
import type { FormWords } from './form-words.js';

/** The form of one command. */
export interface Form {
  readonly kind: Kind;
  /** Undefined for the form that creates an item. */
  readonly verb: string | undefined;
  readonly rule: CommandRule;
  readonly words: FormWords;
  /** Its address below /, with Fastify's parameters: `actions/:ref/block`, `actions/new`. */
  readonly path: string;
  fields(): FormFields;
}

/** Errors: words for a verb that the aggregate does not have. */
export function formOf(aggregate: Aggregate, name: string, words: FormWords): Form {
  const verb = name === 'new' ? undefined : name;
  const rule: CommandRule | undefined = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  if (!rule) throw new Error(`${aggregate.kind} has no command ${name}; take its form out of the words.`);
  const { plural, kind, creation } = aggregate;
  let fields: FormFields | undefined;
  return {
    kind,
    verb,
    rule,
    words,
    path: creation && verb ? `${plural}/:ref/${verb}` : `${plural}/${name}`,
    fields: () => (fields ??= fieldsOf(rule, words)),
  };
}

/** Where a form is, and where its item is. */
export const addressOf = ({ kind, verb }: Pick<Form, 'kind' | 'verb'>, ref: string | undefined): string =>
  `/${[PLURALS[kind], ref && encodeURIComponent(ref), verb ?? 'new'].filter(Boolean).join('/')}`;

/** An item as its answer shows it: what the forms of every kind need of it. */
export interface Item {
  readonly reference: string;
  readonly revision: number;
  readonly status?: string;
  readonly [field: string]: unknown;
}

const ITEMS: Partial<Record<Kind, QueryRoute>> = {
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
export async function itemOf(ask: Ask, kind: Kind, ref: string | undefined): Promise<Item | undefined> {
  const route = ITEMS[kind];
  if (!route || (ref === undefined && kind !== 'ledger')) return undefined;
  return (await ask(route, {}, ref === undefined ? {} : { ref })) as unknown as Item;
}

export const titleOf = (item: Item): string => String(item.title ?? item.measure ?? item.name ?? item.reference);

type History = AnswerTo<typeof historyRoutes.action>['items'];
const NEWEST = '20';

/** The newest events of an item. */
export const newestOf = async (ask: Ask, kind: Kind, ref: string): Promise<History> =>
  (await ask(historyRoutes[kind], { order: 'newest', limit: NEWEST }, { ref })).items;

/** Why an item does not take a verb now, in a sentence; undefined where it does. */
export const refusalOf = (offered: readonly OfferedVerb[], verb: string): string | undefined =>
  offered.find((each) => each.verb === verb)?.refused?.detail;
