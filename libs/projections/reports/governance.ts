import type { CalendarDate, Instant } from '#domain/kernel/calendar.js';
import type { RatingScheme } from '#domain/ledger/events.js';
import { governing } from '../ledger/queries.js';
import type { Moment } from '../read/moment.js';
import type { View } from '../read/view.js';
import { boundsOf, type Lookback } from './bounds.js';
import { countsOf, type Group, groupsOf } from './counts.js';
import {
  type Bounds,
  type Counts,
  FIGURE_TABLES,
  FIGURES,
  type FigureName,
  type FigureTable,
  figureNamed,
  picks,
} from './figures.js';
import { type Line, linesOf } from './lines.js';
import { figureLink, reportLink } from './links.js';
import { sortedKeys, withins } from './listing.js';
import {
  concerning,
  elsewhere,
  inProgrammes,
  type Named,
  type ReportAsked,
  type Scope,
  scopeOf,
  withNames,
} from './scope.js';

/** How many open actions people gave a colour, with its word in the scheme that it was given under. */
export interface Rated {
  readonly rating: string;
  readonly word: string | null;
  readonly scheme: number | null;
  readonly count: number;
}
export interface Figures {
  readonly actions: Counts<'actions'>;
  readonly ratings: readonly Rated[];
  readonly milestones: Counts<'milestones'>;
  readonly targets: Counts<'targets'>;
}
export interface ProgrammeFigures extends Figures {
  readonly reference: string;
  readonly name: string;
  readonly parent: string | null;
  readonly status: string;
}
/** The first of the items that a figure counts, and where the rest are. */
export interface Listing {
  readonly figure: FigureName;
  readonly total: number;
  readonly items: readonly Line[];
  readonly href: string;
}
export interface GovernanceReport extends Lookback {
  readonly group: Pick<Named, 'reference' | 'name'> | null;
  readonly programme: Pick<Named, 'reference' | 'name'> | null;
  readonly asOf: Moment['asOf'];
  /** The day by which it judges what is overdue and what is due next. */
  readonly day: CalendarDate;
  readonly effectiveAt: Instant | null;
  readonly dueUntil: CalendarDate;
  /** True where the ledger holds invented data, which every report must say. */
  readonly illustrative: boolean;
  /** Read models that stopped before this moment: their figures are older than it. */
  readonly behind: Moment['behind'];
  readonly programmes: readonly ProgrammeFigures[];
  /** Actions of other programmes that appear here too or are overseen by the group; null where nothing is left out. */
  readonly elsewhere: Pick<Figures, 'actions' | 'ratings'> | null;
  readonly totals: Figures & { readonly decisions: Counts<'decisions'> };
  readonly lists: readonly Listing[];
  /** This report again, and the items behind any figure: a URI template (RFC 6570) of figure, row, rating and scheme. */
  readonly links: { readonly self: string; readonly items: string };
}

/** The lists of a report, in order; each shows so many items at most. */
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
const LISTED = 50;

/**
 * What a group oversees, or a programme holds, at a moment. The same question about the same moment has the same
 * answer: nothing in it but the moment's day comes from a clock. Fails as `scopeOf` does.
 */
export async function governanceReport(view: View, asked: ReportAsked): Promise<GovernanceReport> {
  const { moment } = view;
  const scope = await scopeOf(view, asked);
  const { bounds, lookback } = await boundsOf(view, scope, asked);
  const ledger = await governing(view);
  const figures = await figuresOf(bounds, scope, ledger.schemes);
  // However the scope was named, by id or reference, its links name it in one way: a pack's hash hangs on them.
  const again = { ...asked, group: scope.group?.reference, programme: scope.programme?.reference };
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
    lists: await listsOf(bounds, scope, figures.totals, again),
    links: { self: reportLink(moment, again), items: figureLink(moment, again) },
  };
}

const named = (item: Named | undefined) => (item ? { reference: item.reference, name: item.name } : null);

async function figuresOf(bounds: Bounds, scope: Scope, schemes: readonly RatingScheme[]) {
  const within = inProgrammes(scope);
  const others = elsewhere(bounds.view, scope);
  const actions = await groupsOf(bounds, 'actions', within);
  const milestones = await groupsOf(bounds, 'milestones', within);
  const targets = await groupsOf(bounds, 'targets', within);
  const decisions = await groupsOf(bounds, 'decisions', concerning(bounds.view, scope));
  const actionsElsewhere = others ? await groupsOf(bounds, 'actions', others) : [];
  const ofActions = (groups: readonly Group[]) => ({
    actions: countsOf('actions', groups),
    ratings: ratingsOf(groups, schemes),
  });
  const figures = (groups: Record<'actions' | 'milestones' | 'targets', readonly Group[]>): Figures => ({
    ...ofActions(groups.actions),
    milestones: countsOf('milestones', groups.milestones),
    targets: countsOf('targets', groups.targets),
  });
  const named = await withNames(bounds.view, scope.programmes);
  const references = new Map(named.map(({ key, reference }) => [key, reference]));
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
    ...figures({ actions: [...actions, ...actionsElsewhere], milestones, targets }),
    decisions: countsOf('decisions', decisions),
  };
  return { programmes, elsewhere: others ? ofActions(actionsElsewhere) : null, totals };
}

function byProgramme(groups: readonly Group[]): ReadonlyMap<number | null, readonly Group[]> {
  const found = new Map<number | null, Group[]>();
  for (const group of groups) {
    const others = found.get(group.programme);
    if (others) others.push(group);
    else found.set(group.programme, [group]);
  }
  return found;
}

/** The colours that people gave to open actions, each with its word in its scheme, in the order of scheme and colour. */
function ratingsOf(groups: readonly Group[], schemes: readonly RatingScheme[]): Rated[] {
  const found = new Map<string, Rated>();
  for (const { status, rating, scheme, count } of groups) {
    if (rating === null || !FIGURES.actions.open.statuses?.includes(status)) continue;
    const words = schemes.find(({ version }) => version === scheme)?.ratings;
    const word = words?.find((each) => each.rating === rating)?.word ?? null;
    const key = `${scheme} ${rating}`;
    found.set(key, { rating, word, scheme, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rated]) => rated);
}

async function listsOf(
  bounds: Bounds,
  scope: Scope,
  totals: GovernanceReport['totals'],
  asked: ReportAsked,
): Promise<Listing[]> {
  const { view } = bounds;
  const lists: (Omit<Listing, 'items'> & { readonly table: FigureTable; readonly keys: readonly number[] })[] = [];
  for (const figure of LISTS) {
    const { table, figure: picked } = figureNamed(figure);
    const total = (totals[table] as Readonly<Record<string, number>>)[figure.slice(table.length + 1)] ?? 0;
    const parts = await withins(view, scope, table);
    const sorted = total === 0 ? [] : await sortedKeys(bounds, table, parts, picks(picked, bounds), { limit: LISTED });
    const keys = sorted.map(({ key }) => key);
    lists.push({ figure, total, href: figureLink(view.moment, asked, figure), table, keys });
  }
  const lines = new Map<number, Line>();
  for (const table of FIGURE_TABLES) {
    const keys = [...new Set(lists.flatMap((list) => (list.table === table ? list.keys : [])))];
    const shown = await linesOf(view, table, keys);
    for (const [index, key] of keys.entries()) lines.set(key, shown[index] as Line);
  }
  return lists.map(({ figure, total, keys, href }) => ({
    figure,
    total,
    items: keys.flatMap((key) => lines.get(key) ?? []),
    href,
  }));
}
