import { addDays, type CalendarDate, type Judging, type Rating } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { type ActionView, betterThan, dependenciesOf, derivedRatingOf, type ReportScope } from '#read-models/index.js';
import { itemsOf, type QueryContext } from '#read-store/index.js';
import { disagreeing } from '../attention/watermelons.js';
import { alsoCounted, type Group } from '../figures/counts.js';
import { type RowSource, rowsFrom } from '../figures/sources.js';
import type { Entries, Entry } from './entries.js';

const BATCH_SIZE = 1_000;

interface Rated {
  readonly key: number;
  readonly reference: string;
}

/** A source of covered actions, with how many it has and how many are rated better than the facts, surely or perhaps. */
export interface RatedSource {
  readonly source: RowSource;
  readonly all: number;
  readonly sure: number;
  readonly unsure: number;
}

/** Of a source whose groups count `betterRated` too. */
export const ratedSource = (source: RowSource, groups: readonly Group[]): RatedSource => ({
  source,
  all: groups.reduce((sum, { count }) => sum + count, 0),
  sure: alsoCounted('sure', groups),
  unsure: alsoCounted('unsure', groups),
});

/** Most actions are judged by SQL columns; the rest need their JSON body. */
export async function betterThanFacts(
  view: QueryContext,
  scope: ReportScope,
  sources: readonly RatedSource[],
  inForce: Judging,
  limit: number,
): Promise<Entries> {
  const { sure, unsure } = betterRated(view.moment.day, inForce);
  const all = scope.whole ? sources.reduce((sum, each) => sum + each.all, 0) : undefined;
  const [surely, perhaps] = await Promise.all([
    Promise.all(sources.map((each) => (each.sure > 0 ? firstOf(view, each, all, sure, limit) : []))),
    Promise.all(sources.map((each) => (each.unsure > 0 ? rows(view, each.source, unsure) : []))),
  ]);
  const others = await confirmed(view, perhaps.flat(), inForce);
  const first = [...surely.flat(), ...others]
    .sort((one, other) => (one.reference < other.reference ? -1 : 1))
    .slice(0, limit);
  const total = sources.reduce((sum, each) => sum + each.sure, others.length);
  return { total, entries: await ratingEntries(view, first, inForce) };
}

/** Two conditions on an open action `r`: surely rated better than the facts, and undecidable without its body. */
export function betterRated(day: CalendarDate, scheme: Judging) {
  const { onTrack, atRisk, offTrack, offTrackAfterDays, startWithinDays } = scheme.derived;
  const late = sql`(r.firmness = 'firm' and r.latest < ${day})`;
  const offAlone = sql`(r.firmness = 'firm' and r.latest < ${addDays(day, -offTrackAfterDays)})`;
  const risky = sql`(${late} or r.status = 'blocked' or r.forecast_latest > r.latest
    or (r.status = 'planned' and r.latest between ${day} and ${addDays(day, startWithinDays)}))`;
  const rated = (than: Rating): RawBuilder<unknown> => {
    const better = betterThan(than, scheme);
    return better.length === 0 ? sql`1 = 0` : sql`r.rating in (${sql.join(better)})`;
  };
  const judgeable = sql`r.status in ('planned', 'in-progress', 'blocked')`;
  // SQL comparisons with null yield null, so a plain `not` would drop those rows.
  const not = (condition: RawBuilder<unknown>) => sql`not coalesce(${condition}, 1 = 0)`;
  return {
    sure: sql<SqlBool>`(${rated(offTrack)} and ${judgeable} and (${offAlone}
      or (r.hangs_on_more = 0 and ${rated(atRisk)} and ${risky})))`,
    unsure: sql<SqlBool>`(${rated(offTrack)} and ${judgeable} and ${not(offAlone)}
      and (r.hangs_on_more = 1 or (${rated(onTrack)} and ${not(risky)})))`,
  };
}

async function rows(
  view: QueryContext,
  source: RowSource,
  condition: RawBuilder<SqlBool>,
  first: RawBuilder<unknown> = sql``,
): Promise<readonly Rated[]> {
  const { rows } = await sql<Rated>`select f.key, i.reference
    from (select r.key from ${rowsFrom(view, source, condition)}) as f
    join items as i on i.key = f.key ${first}`.execute(view.db);
  return rows;
}

/** Few are sorted. Many are met soon in the order of references; `all` actions of the ledger are there to meet. */
async function firstOf(
  view: QueryContext,
  { source, sure }: RatedSource,
  all: number | undefined,
  condition: RawBuilder<SqlBool>,
  limit: number,
): Promise<readonly Rated[]> {
  const first = sql`order by i.reference limit ${limit}`;
  if (all === undefined || sure * sure < limit * all) return rows(view, source, condition, first);
  const inOrder = sql<SqlBool>`i.kind = 'action' and r.key = i.key and ${condition}`;
  // SQLite takes the tables of a cross join in their order.
  const found = await sql<Rated>`select r.key, i.reference
    from items as i cross join ${rowsFrom(view, source, inOrder)} ${first}`.execute(view.db);
  return found.rows;
}

async function confirmed(view: QueryContext, found: readonly Rated[], scheme: Judging): Promise<Rated[]> {
  const better: Rated[] = [];
  for (let from = 0; from < found.length; from += BATCH_SIZE) {
    const batch = found.slice(from, from + BATCH_SIZE);
    const actions = await itemsOf<ActionView>(
      view.db,
      batch.map(({ key }) => key),
      view.moment,
    );
    const keys = new Set((await disagreeing(view, actions, scheme, 'better-than-facts')).map(({ key }) => key));
    better.push(...batch.filter(({ key }) => keys.has(key)));
  }
  return better;
}

async function ratingEntries(view: QueryContext, found: readonly Rated[], scheme: Judging): Promise<Entry[]> {
  const actions = await itemsOf<ActionView>(
    view.db,
    found.map(({ key }) => key),
    view.moment,
  );
  const dependencies = await dependenciesOf(view, actions);
  return actions.flatMap(({ key, state }): Entry[] => {
    const { rating, reasons } = derivedRatingOf(state, dependencies.get(key) ?? [], view.moment.day, scheme);
    if (!state.rating) return [];
    return [{ table: 'actions', key, asked: { rating: state.rating.rating, derived: { rating, reasons } } }];
  });
}
