import type { CalendarDate, Instant } from '#domain/kernel/calendar.js';
import type { RatingScheme } from '#domain/ledger/events.js';
import type { LedgerState } from '../ledger/projection.js';
import { itemsOf } from '../read/items.js';
import type { Moment } from '../read/moment.js';
import type { View } from '../read/view.js';
import { boundsOf, type Lookback, MEETINGS_BACK } from './bounds.js';
import { countsOf, type RatingCount, ratingsOf } from './counts.js';
import { type Bounds, type Counts, FIGURES, type FigureName, figureNamed } from './figures.js';
import { type Line, linesOf } from './lines.js';
import { figureLink, reportLink } from './links.js';
import { sortedKeys, withins } from './listing.js';
import { concerning, elsewhere, inProgrammes, type Named, type ReportAsked, type Scope, scopeOf } from './scope.js';

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
  readonly group: Omit<Named, 'key'> | null;
  readonly programme: Omit<Named, 'key'> | null;
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
 * What a group oversees, or a programme holds, at a moment; undefined where there was none such. The same question
 * about the same moment has the same answer: nothing in it but the moment's day comes from a clock.
 */
export async function governanceReport(view: View, asked: ReportAsked): Promise<GovernanceReport | undefined> {
  const { moment } = view;
  const scope = await scopeOf(view, asked);
  if (!scope) return undefined;
  const { bounds, lookback } = await boundsOf(view, scope, asked.silentFor ?? MEETINGS_BACK);
  const ledger = await ledgerOf(view);
  const figures = await figuresOf(bounds, scope, ledger?.schemes ?? []);
  return {
    group: named(scope.group),
    programme: named(scope.programme),
    asOf: moment.asOf,
    day: moment.day,
    effectiveAt: moment.effectiveAt === undefined ? null : new Date(moment.effectiveAt).toISOString(),
    dueUntil: bounds.dueUntil,
    ...lookback,
    illustrative: ledger?.illustrative ?? false,
    behind: moment.behind,
    ...figures,
    lists: await listsOf(bounds, scope, figures.totals, asked),
    links: { self: reportLink(moment, asked), items: figureLink(moment, asked) },
  };
}

const named = (item: Named | undefined) => (item ? { reference: item.reference, name: item.name } : null);

async function ledgerOf({ db, moment }: View): Promise<LedgerState | undefined> {
  const row = await db.selectFrom('items').select('key').where('kind', '=', 'ledger').executeTakeFirst();
  const [item] = await itemsOf<LedgerState>(db, row ? [row.key] : [], moment);
  return item?.state;
}

async function figuresOf(bounds: Bounds, scope: Scope, schemes: readonly RatingScheme[]) {
  const each = { byProgramme: true } as const;
  const within = inProgrammes(scope);
  const actions = await countsOf(bounds, 'actions', within, each);
  const ratings = await ratingsOf(bounds, within, each);
  const milestones = await countsOf(bounds, 'milestones', within, each);
  const targets = await countsOf(bounds, 'targets', within, each);
  const references = new Map(scope.programmes.map(({ key, reference }) => [key, reference]));
  const programmes = scope.programmes.map(({ key, reference, name, parent, status }) => ({
    reference,
    name,
    parent: (parent !== null && references.get(parent)) || null,
    status,
    actions: actions.get(key) ?? none('actions'),
    ratings: worded(
      ratings.filter(({ programme }) => programme === key),
      schemes,
    ),
    milestones: milestones.get(key) ?? none('milestones'),
    targets: targets.get(key) ?? none('targets'),
  }));
  const others = await elsewhereOf(bounds, scope, schemes);
  const decisions = await countsOf(bounds, 'decisions', concerning(bounds.view, scope), { byProgramme: false });
  const rows = [...programmes, ...(others ? [others] : [])];
  const totals = {
    actions: sum(
      'actions',
      rows.map((row) => row.actions),
    ),
    ratings: worded(
      rows.flatMap((row) => row.ratings.map((rated) => ({ ...rated, programme: null }))),
      schemes,
    ),
    milestones: sum(
      'milestones',
      programmes.map((row) => row.milestones),
    ),
    targets: sum(
      'targets',
      programmes.map((row) => row.targets),
    ),
    decisions: decisions.get(null) ?? none('decisions'),
  };
  return { programmes, elsewhere: others, totals };
}

async function elsewhereOf(bounds: Bounds, scope: Scope, schemes: readonly RatingScheme[]) {
  const within = elsewhere(bounds.view, scope);
  if (!within) return null;
  const actions = await countsOf(bounds, 'actions', within, { byProgramme: false });
  const ratings = await ratingsOf(bounds, within, { byProgramme: false });
  return { actions: actions.get(null) ?? none('actions'), ratings: worded(ratings, schemes) };
}

/** Counts of the same colour under the same scheme added up, with its word there, in the order of scheme and colour. */
function worded(counts: readonly RatingCount[], schemes: readonly RatingScheme[]): Rated[] {
  const found = new Map<string, Rated>();
  for (const { rating, scheme, count } of counts) {
    const words = schemes.find(({ version }) => version === scheme)?.ratings;
    const word = words?.find((each) => each.rating === rating)?.word ?? null;
    const key = `${scheme} ${rating}`;
    found.set(key, { rating, word, scheme, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, rated]) => rated);
}

type Table = keyof typeof FIGURES;
const none = <T extends Table>(table: T) => sum(table, []);

function sum<T extends Table>(table: T, all: readonly Counts<T>[]): Counts<T> {
  const names = Object.keys(FIGURES[table]) as (keyof Counts<T>)[];
  return Object.fromEntries(
    names.map((name) => [name, all.reduce((total, counts) => total + counts[name], 0)]),
  ) as Counts<T>;
}

async function listsOf(
  bounds: Bounds,
  scope: Scope,
  totals: GovernanceReport['totals'],
  asked: ReportAsked,
): Promise<Listing[]> {
  const { view } = bounds;
  const lists: Listing[] = [];
  for (const figure of LISTS) {
    const { table, test } = figureNamed(figure);
    const total = (totals[table] as Readonly<Record<string, number>>)[figure.slice(table.length + 1)] ?? 0;
    const parts = withins(view, scope, table);
    const keys = total === 0 ? [] : await sortedKeys(bounds, table, parts, test(bounds), { limit: LISTED });
    const items = await linesOf(
      view,
      table,
      keys.map(({ key }) => key),
    );
    lists.push({ figure, total, items, href: figureLink(view.moment, asked, figure) });
  }
  return lists;
}
