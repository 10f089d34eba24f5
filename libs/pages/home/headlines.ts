import type { AnswerTo, routes } from '#application/index.js';
import { count, period, span } from '../words/dates.js';
import { type Names, nameOf } from '../words/names.js';

type Report = AnswerTo<typeof routes.governance>;
type Changes = AnswerTo<typeof routes.changes>;
type Line = Report['lists'][number]['items'][number];

interface Item {
  readonly kind: string;
  readonly reference: string;
  readonly title?: string;
}

/** One sentence of the plan at a glance: what leads, with its link, then the items that it names. */
export interface Headline {
  readonly strong: string;
  readonly href?: string;
  readonly items: readonly { readonly item: Item; readonly says: string; readonly asked?: object }[];
  readonly rest?: string;
}

interface Addresses {
  figure(name: string): string;
  href(path: string, query?: Readonly<Record<string, string>>): string;
  readonly names: Names;
}

const NAMED = 3;

/** The worst of each kind; a kind with nothing is not mentioned. */
export function headlines(
  report: Report,
  changes: Changes | undefined,
  { figure, href, names }: Addresses,
): Headline[] {
  const { actions, targets } = report.totals;
  const list = (name: string) => report.lists.find((each) => each.figure === name) ?? { total: 0, items: [] };
  const oldest = list('actions.overdue').items[0];
  const missed = list('targets.breached').items;
  const repeated = missed.filter(({ breachedPeriods }) => breachedPeriods.length > 1);
  const once = missed.filter(({ breachedPeriods }) => breachedPeriods.length === 1);
  const reviews = list('decisions.reviewDue');
  const conditions = list('decisions.conditionsOpen');
  const ratings = report.asks.find(({ ask }) => ask === 'rated-better-than-facts');
  const group = report.group?.reference;
  return [
    {
      strong: `${actions.overdue} of ${count(actions.open, 'open action')} ${actions.overdue === 1 ? 'is' : 'are'} past the agreed date.`,
      ...(actions.overdue > 0 && { href: figure('actions.overdue') }),
      items: oldest ? [{ item: oldest, says: ` is the longest, by ${span(oldest.daysPast ?? 0)}.` }] : [],
    },
    ...some(repeated, {
      strong: `${repeated.length} of ${count(targets.active, 'target')} ${repeated.length === 1 ? 'is' : 'are'} being missed:`,
      href: figure('targets.breached'),
      items: naming(
        repeated,
        ({ breachedPeriods }) => ` for ${count(breachedPeriods.length, unitOf(breachedPeriods[0]))}`,
      ),
    }),
    ...some(once, {
      strong: `${count(once.length, 'target')} ${once.length === 1 ? 'was' : 'were'} missed when last measured:`,
      href: figure('targets.breached'),
      items: naming(once, ({ breachedPeriods }) => ` in ${period(breachedPeriods[0] ?? '')}`),
    }),
    ...some(ratings?.items ?? [], {
      strong: `${count(ratings?.total ?? 0, 'action')} ${ratings?.total === 1 ? 'is' : 'are'} rated better than the facts:`,
      href: href('/attention', group ? { group } : {}),
      items: naming(ratings?.items ?? [], () => ''),
    }),
    ...some(reviews.items, {
      strong: `${count(reviews.total, 'decision')} ${reviews.total === 1 ? 'is' : 'are'} to be reviewed:`,
      href: figure('decisions.reviewDue'),
      items: naming(reviews.items, () => ''),
    }),
    ...some(conditions.items, {
      strong: `${count(conditions.total, 'decision')} ${conditions.total === 1 ? 'waits' : 'wait'} for a condition:`,
      href: figure('decisions.conditionsOpen'),
      items: naming(conditions.items, () => ''),
    }),
    ...(changes ? [changed(changes, href, names)] : []),
  ].slice(0, 7);
}

function changed({ totals, since, group }: Changes, href: Addresses['href'], names: Names): Headline {
  const what = `${count(totals.items, 'item')} changed`;
  const when = since.meeting ? ` since the ${nameOf(names, since.meeting)}` : ' in the last 90 days';
  const address = group && { href: href(`/groups/${group.reference}/since`) };
  return { strong: what, rest: `${when}.`, items: [], ...address };
}

const some = (items: readonly unknown[], headline: Headline): Headline[] => (items.length > 0 ? [headline] : []);

function naming<I extends Item>(items: readonly I[], says: (item: I) => string): Headline['items'] {
  const named = items.slice(0, NAMED);
  const more = items.length - named.length;
  return named.map((item, index) => {
    const isLast = index === named.length - 1;
    const ends = isLast ? (more > 0 ? ` and ${more} more.` : '.') : '; ';
    const asked = 'asked' in item && typeof item.asked === 'object' && item.asked !== null && { asked: item.asked };
    return { item, says: `${says(item)}${ends}`, ...asked };
  });
}

const unitOf = (first: Line['breachedPeriods'][number] | undefined): string =>
  first?.includes('Q') ? 'quarter' : first?.length === 7 && !first.includes('/') ? 'month' : 'year';
