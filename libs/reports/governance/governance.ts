import type { Judging, RatingScheme } from '#domain/index.js';
import {
  ledgerRules,
  type NamedItem,
  type ReportQuery,
  type ReportScope,
  scopeOf,
  withNames,
} from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
import { asksOf } from '../asks/asks.js';
import { betterRated, betterThanFacts, ratedSource } from '../asks/ratings.js';
import { boundsOf } from '../figures/bounds.js';
import { countOf, countsOf, type Group, groupsOf } from '../figures/counts.js';
import {
  type Bounds,
  FIGURE_TABLES,
  FIGURES,
  type FigureName,
  type FigureTable,
  figureCondition,
  figureNamed,
} from '../figures/figures.js';
import { reportLines } from '../figures/lines.js';
import { figureLink, reportLink } from '../figures/links.js';
import { MAX_LISTED, sortedKeys } from '../figures/listing.js';
import type { GovernanceReport } from '../figures/schema.js';
import { type RowSource, sourcesOf } from '../figures/sources.js';

type RatingCount = GovernanceReport['programmes'][number]['ratings'][number];
type ProgrammeFigures = Pick<GovernanceReport['programmes'][number], 'actions' | 'ratings' | 'milestones' | 'targets'>;
type Listing = GovernanceReport['lists'][number];

const LISTS: readonly FigureName[] = [
  'actions.overdue',
  'actions.dueNext',
  'milestones.overdue',
  'milestones.dueNext',
  'milestones.missed',
  'targets.breached',
  'decisions.taken',
  'decisions.reviewDue',
  'decisions.readyToRelease',
  'decisions.conditionsOpen',
  'actions.noReviewDate',
  'actions.silent',
];

/** Deterministic per moment: only the moment's day comes from a clock. Errors: those of `scopeOf`. */
export async function governanceReport(view: QueryContext, query: ReportQuery): Promise<GovernanceReport> {
  const { moment } = view;
  const scope = await scopeOf(view, query);
  const { bounds, lookback } = await boundsOf(view, scope, query);
  const ledger = await ledgerRules(view);
  const counted = await countedIn(bounds, scope, ledger.inForce);
  // Links always use references, not ids: the pack's hash depends on them.
  const canonicalQuery = { ...query, group: scope.group?.reference, programme: scope.programme?.reference };
  const [figures, lists, asks] = await Promise.all([
    figuresOf(view, scope, counted, ledger.schemes),
    listsOf(bounds, counted, canonicalQuery),
    asksOf(bounds, scope, canonicalQuery, {
      figure: (name) => firstOf(bounds, counted, name),
      betterThanFacts: (limit) => betterThanFacts(view, scope, ratedSources(counted.actions), ledger.inForce, limit),
    }),
  ]);
  return {
    group: named(scope.group),
    programme: named(scope.programme),
    asOf: moment.asOf,
    day: moment.day,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    dueUntil: bounds.dueUntil,
    ...lookback,
    illustrative: ledger.item?.state.illustrative ?? false,
    behind: moment.behind,
    ...figures,
    lists,
    asks,
    links: { self: reportLink(moment, canonicalQuery), items: figureLink(moment, canonicalQuery) },
  };
}

const named = (item: NamedItem | undefined) => (item ? { reference: item.reference, name: item.name } : null);

interface CountedSource {
  readonly source: RowSource;
  readonly groups: readonly Group[];
}
type CountedSources = Readonly<Record<FigureTable, readonly CountedSource[]>>;

async function countedIn(bounds: Bounds, scope: ReportScope, scheme: Judging): Promise<CountedSources> {
  const counted = await Promise.all(
    FIGURE_TABLES.map(async (table) => {
      const sources = sourcesOf(bounds.view, scope, table);
      const also = table === 'actions' ? betterRated(bounds.day, scheme) : {};
      const counts = sources.map(async (source) => ({ source, groups: await groupsOf(bounds, table, source, also) }));
      return [table, await Promise.all(counts)];
    }),
  );
  return Object.fromEntries(counted);
}

/** Covered programmes only, to match the list of watermelons. */
const ratedSources = (counted: readonly CountedSource[]) =>
  counted.flatMap(({ source, groups }) => (source.elsewhere ? [] : ratedSource(source, groups)));

const allOf = (counted: readonly CountedSource[]) => counted.flatMap(({ groups }) => groups);

async function figuresOf(
  view: QueryContext,
  scope: ReportScope,
  counted: CountedSources,
  schemes: readonly RatingScheme[],
) {
  const ofActions = (groups: readonly Group[]) => ({
    actions: countsOf('actions', groups),
    ratings: ratingsOf(groups, schemes),
  });
  const figures = (groups: Record<'actions' | 'milestones' | 'targets', readonly Group[]>): ProgrammeFigures => ({
    ...ofActions(groups.actions),
    milestones: countsOf('milestones', groups.milestones),
    targets: countsOf('targets', groups.targets),
  });
  const named = await withNames(view, scope.programmes);
  const references = new Map(named.map(({ key, reference }) => [key, reference]));
  const [actions, milestones, targets] = [allOf(counted.actions), allOf(counted.milestones), allOf(counted.targets)];
  const [byAction, byMilestone, byTarget] = [actions, milestones, targets].map(byProgramme);
  const programmes = named.map(({ key, reference, name, parent, status }) => ({
    reference,
    name,
    parent: (parent !== null && references.get(parent)) || null,
    status,
    ...figures({
      actions: byAction?.get(key) ?? [],
      milestones: byMilestone?.get(key) ?? [],
      targets: byTarget?.get(key) ?? [],
    }),
  }));
  const totals = {
    ...figures({ actions, milestones, targets }),
    decisions: countsOf('decisions', allOf(counted.decisions)),
  };
  const others = allOf(counted.actions.filter(({ source }) => source.elsewhere));
  return { programmes, elsewhere: scope.whole ? null : ofActions(others), totals };
}

function byProgramme(groups: readonly Group[]): ReadonlyMap<number | null, readonly Group[]> {
  const groupsByProgramme = new Map<number | null, Group[]>();
  for (const group of groups) {
    const others = groupsByProgramme.get(group.programme);
    if (others) others.push(group);
    else groupsByProgramme.set(group.programme, [group]);
  }
  return groupsByProgramme;
}

function ratingsOf(groups: readonly Group[], schemes: readonly RatingScheme[]): RatingCount[] {
  const counts = new Map<string, RatingCount>();
  for (const { status, rating, scheme, count } of groups) {
    if (rating === null || !FIGURES.actions.open.statuses?.includes(status)) continue;
    const words = schemes.find(({ version }) => version === scheme)?.ratings;
    const word = words?.find((each) => each.rating === rating)?.word ?? null;
    const key = `${scheme} ${rating}`;
    counts.set(key, { rating, word, scheme, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rated]) => rated);
}

async function listsOf(bounds: Bounds, counted: CountedSources, query: ReportQuery): Promise<Listing[]> {
  const lists = await Promise.all(
    LISTS.map(async (listed) => {
      const first = await firstOf(bounds, counted, listed);
      return { figure: listed, ...first, href: figureLink(bounds.view.moment, query, listed) };
    }),
  );
  const lines = await Promise.all(
    FIGURE_TABLES.map((table) =>
      reportLines(bounds.view, table, [...new Set(lists.flatMap((list) => (list.table === table ? list.keys : [])))]),
    ),
  );
  const byKey = new Map(lines.flatMap((each) => [...each]));
  return lists.map(({ figure, total, keys, href }) => ({
    figure,
    total,
    items: keys.flatMap((key) => byKey.get(key) ?? []),
    href,
  }));
}

async function firstOf(bounds: Bounds, counted: CountedSources, listed: FigureName) {
  const { table, name, figure } = figureNamed(listed);
  const counts = counted[table].map(({ source, groups }) => ({ source, count: countOf(name, figure, groups) }));
  const holding = counts.flatMap(({ source, count }) => (count > 0 ? source : []));
  const sorted = await sortedKeys(bounds, table, holding, figureCondition(figure, bounds), { limit: MAX_LISTED });
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return { table, total, keys: sorted.map(({ key }) => key) };
}
