import { addDays, type CalendarDate, type Judging, type Rating } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  type ActionView,
  betterThan,
  dependenciesOf,
  derivedRatingOf,
  ledgerRules,
  type ReportScope,
} from '#read-models/index.js';
import { itemsOf, type QueryContext } from '#read-store/index.js';
import { disagreeing } from '../attention/watermelons.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Entries, Entry } from './entries.js';

const BATCH_SIZE = 1_000;

interface Rated {
  readonly key: number;
  readonly reference: string;
}

/** Most actions are judged by SQL columns; the rest need their JSON body. */
export async function betterThanFacts(view: QueryContext, scope: ReportScope, limit: number): Promise<Entries> {
  const { inForce } = await ledgerRules(view);
  const { certain, open } = conditions(view.moment.day, inForce);
  const [total, sure, unsure] = await Promise.all([
    countOf(view, scope, certain),
    rows(view, scope, certain, limit),
    rows(view, scope, open).then((found) => confirmed(view, found, inForce)),
  ]);
  const first = [...sure, ...unsure].sort((one, other) => (one.reference < other.reference ? -1 : 1)).slice(0, limit);
  return { total: total + unsure.length, entries: await ratingEntries(view, first, inForce) };
}

/** Two conditions on an open action `r`: certainly better than the facts, and undecidable without its body. */
function conditions(day: CalendarDate, scheme: Judging) {
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
    certain: sql<SqlBool>`(${judgeable} and ((${offAlone} and ${rated(offTrack)})
      or (r.hangs_on_more = 0 and ${risky} and ${rated(atRisk)})))`,
    open: sql<SqlBool>`(${judgeable} and ${rated(offTrack)} and ${not(offAlone)}
      and (r.hangs_on_more = 1 or (${rated(onTrack)} and ${not(risky)})))`,
  };
}

/** Covered programmes only, to match the list of watermelons. */
const actionsMatching = (view: QueryContext, scope: ReportScope, condition: RawBuilder<SqlBool>) =>
  sourcesOf(view, scope, 'actions')
    .filter(({ elsewhere }) => !elsewhere)
    .map((source) => rowsFrom(view, source, condition));

async function countOf(view: QueryContext, scope: ReportScope, condition: RawBuilder<SqlBool>): Promise<number> {
  const counts = await Promise.all(
    actionsMatching(view, scope, condition).map((rows) =>
      sql<{ count: number }>`select count(*) as count from ${rows}`.execute(view.db),
    ),
  );
  return counts.reduce((sum, { rows: [row] }) => sum + Number(row?.count ?? 0), 0);
}

async function rows(
  view: QueryContext,
  scope: ReportScope,
  condition: RawBuilder<SqlBool>,
  limit?: number,
): Promise<Rated[]> {
  const first = limit === undefined ? sql`` : sql` order by i.reference limit ${limit}`;
  const found = await Promise.all(
    actionsMatching(view, scope, condition).map((rows) =>
      sql<Rated>`select f.key, i.reference from (select r.key from ${rows}) as f
        join items as i on i.key = f.key${first}`.execute(view.db),
    ),
  );
  return found.flatMap((part) => part.rows);
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
