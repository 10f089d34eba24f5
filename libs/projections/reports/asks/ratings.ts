import type { Judging } from '#domain/action/derived-rating.js';
import type { Rating } from '#domain/action/events.js';
import { addDays, type CalendarDate } from '#domain/kernel/calendar.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { dependenciesOf } from '../../actions/dependencies.js';
import { betterThan, derivedOf } from '../../actions/rating.js';
import type { ActionState } from '../../actions/state.js';
import { governing } from '../../ledger/queries.js';
import { itemsOf } from '../../read/items.js';
import type { View } from '../../read/view.js';
import { disagreeing } from '../attention/watermelons.js';
import type { Scope } from '../scope.js';
import { sourced, sourcesOf } from '../sources.js';
import type { Entries, Entry } from './entries.js';

/** So many actions are judged together. */
const LOOK = 1_000;

interface Rated {
  readonly key: number;
  readonly reference: string;
}

/**
 * The actions that people rated better than the facts, as the list of watermelons finds them. Their columns tell of
 * nearly all; of what hangs on more, their bodies do.
 */
export async function betterThanFacts(view: View, scope: Scope, limit: number): Promise<Entries> {
  const { inForce } = await governing(view);
  const { certain, open } = conditions(view.moment.day, inForce);
  const [total, sure, unsure] = await Promise.all([
    countOf(view, scope, certain),
    rows(view, scope, certain, limit),
    rows(view, scope, open).then((found) => judged(view, found, inForce)),
  ]);
  const first = [...sure, ...unsure].sort((one, other) => (one.reference < other.reference ? -1 : 1)).slice(0, limit);
  return { total: total + unsure.length, entries: await told(view, first, inForce) };
}

/** Of an open action `r`: that it is certainly rated better than the facts; and that only its body can tell. */
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
  // A comparison with what is missing is neither true nor false.
  const not = (condition: RawBuilder<unknown>) => sql`not coalesce(${condition}, 1 = 0)`;
  return {
    certain: sql<SqlBool>`(${judgeable} and ((${offAlone} and ${rated(offTrack)})
      or (r.hangs_on_more = 0 and ${risky} and ${rated(atRisk)})))`,
    open: sql<SqlBool>`(${judgeable} and ${rated(offTrack)} and ${not(offAlone)}
      and (r.hangs_on_more = 1 or (${rated(onTrack)} and ${not(risky)})))`,
  };
}

/** The rows of the programmes that are covered: the list of watermelons has none of others. */
const narrowed = (view: View, scope: Scope, condition: RawBuilder<SqlBool>) =>
  sourcesOf(view, scope, 'actions')
    .filter(({ elsewhere }) => !elsewhere)
    .map((source) => sourced(view, source, condition));

async function countOf(view: View, scope: Scope, condition: RawBuilder<SqlBool>): Promise<number> {
  const counts = await Promise.all(
    narrowed(view, scope, condition).map((rows) =>
      sql<{ count: number }>`select count(*) as count from ${rows}`.execute(view.db),
    ),
  );
  return counts.reduce((sum, { rows: [row] }) => sum + Number(row?.count ?? 0), 0);
}

/** The first in the order of their references, of each part of the rows; all without a limit. */
async function rows(view: View, scope: Scope, condition: RawBuilder<SqlBool>, limit?: number): Promise<Rated[]> {
  const first = limit === undefined ? sql`` : sql` order by i.reference limit ${limit}`;
  const found = await Promise.all(
    narrowed(view, scope, condition).map((rows) =>
      sql<Rated>`select f.key, i.reference from (select r.key from ${rows}) as f
        join items as i on i.key = f.key${first}`.execute(view.db),
    ),
  );
  return found.flatMap((part) => part.rows);
}

async function judged(view: View, found: readonly Rated[], scheme: Judging): Promise<Rated[]> {
  const better: Rated[] = [];
  for (let from = 0; from < found.length; from += LOOK) {
    const some = found.slice(from, from + LOOK);
    const actions = await itemsOf<ActionState>(
      view.db,
      some.map(({ key }) => key),
      view.moment,
    );
    const keys = new Set((await disagreeing(view, actions, scheme, 'better-than-facts')).map(({ key }) => key));
    better.push(...some.filter(({ key }) => keys.has(key)));
  }
  return better;
}

async function told(view: View, found: readonly Rated[], scheme: Judging): Promise<Entry[]> {
  const actions = await itemsOf<ActionState>(
    view.db,
    found.map(({ key }) => key),
    view.moment,
  );
  const dependencies = await dependenciesOf(view, actions);
  return actions.flatMap(({ key, state }): Entry[] => {
    const { rating, reasons } = derivedOf(state, dependencies.get(key) ?? [], view.moment.day, scheme);
    if (!state.rating) return [];
    return [{ table: 'actions', key, asked: { rating: state.rating.rating, derived: { rating, reasons } } }];
  });
}
