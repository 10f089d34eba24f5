import { addDays, type CalendarDate, type Judging, londonDate, OPEN, RATINGS, type Rating } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  type ActionView,
  betterThan,
  dependenciesOf,
  derivedRatingOf,
  differenceOf,
  keyList,
  ledgerRules,
  ownerOf,
  type RatingDifference,
  type ReportScope,
  scopeOf,
} from '#read-models/index.js';
import {
  cursorAfter,
  historiesOf,
  type Item,
  itemKey,
  itemsOf,
  linkTo,
  type PageRequest,
  type QueryContext,
  sortValues,
  versionParts,
  visibleTo,
  withReferences,
} from '#read-store/index.js';
import { groupOf, heldMeetings, type PastMeeting } from '../figures/bounds.js';
import { byDay, disagreesSince, type RatingHistory, ratingsOn } from './disagreement.js';
import type { WatermelonsQuery } from './schema.js';

const MAX_BATCH = 1_000;
/** So many candidates are sorted; more are met soon in the order of references. */
const FEW = 200;
const MEETINGS_SHOWN = 12;

/** Lists open actions whose given and derived ratings differ, with their ratings at the group's last 12 meetings. */
export async function listWatermelons(view: QueryContext, query: WatermelonsQuery, { limit, cursor }: PageRequest) {
  const scope = await scopeOf(view, query);
  const { inForce } = await ledgerRules(view);
  const { difference = 'better-than-facts' } = query;
  const candidates = candidatesOf(view, scope, { ...query, difference }, inForce);
  const matching: Item<ActionView>[] = [];
  let after = cursor ? String(sortValues(cursor, ['string'])[0]) : '';
  // The batch doubles while too few actions match, so that a rare match needs few queries.
  for (
    let [look, end] = [2 * (limit + 1), false];
    !end && matching.length <= limit;
    look = Math.min(2 * look, MAX_BATCH)
  ) {
    const batch = await candidates(after, look);
    matching.push(...(await disagreeing(view, batch, inForce, difference)));
    after = batch.at(-1)?.head.reference ?? after;
    end = batch.length < look;
  }
  const page = matching.slice(0, limit);
  const last = matching.length > limit ? page.at(-1) : undefined;
  const group = groupOf(scope);
  return {
    items: await presentWatermelons(
      view,
      inForce,
      page,
      group === null ? [] : await heldMeetings(view, group, MEETINGS_SHOWN),
    ),
    nextCursor: last ? cursorAfter(view.moment, [last.head.reference]) : null,
    asOf: view.moment.asOf,
  };
}

interface Candidate {
  readonly key: number;
  readonly reference: string;
}

/** Prefilters by columns; the ratings of the remaining actions are then derived from their bodies. */
function candidatesOf(
  view: QueryContext,
  scope: ReportScope,
  { owner, difference }: WatermelonsQuery & { readonly difference: RatingDifference },
  scheme: Judging,
) {
  const { db, moment, reader } = view;
  const { day } = moment;
  const { onTrack, startWithinDays } = scheme.derived;
  const factsDisagree = sql`(${risky(day)} or (r.status = 'planned' and r.latest between ${day} and ${addDays(day, startWithinDays)}))`;
  const conditions: RawBuilder<SqlBool>[] = [
    sql`r.status in (${sql.join(OPEN)}) and r.rating is not null`,
    sql`(r.rating <> ${onTrack} or r.hangs_on_more = 1 or ${factsDisagree})`,
    visibleTo(reader, 'r.key'),
  ];
  if (difference === 'worse-than-facts') conditions.push(worseThanFacts(day, scheme));
  if (!scope.whole) conditions.push(sql`r.programme in (${keyList(scope.programmes)})`);
  if (owner !== undefined) conditions.push(sql`r.owner = ${itemKey(view, 'party', owner)}`);
  const found = async (select: (part: RawBuilder<unknown>) => RawBuilder<Candidate>) => {
    const parts = await Promise.all(versionParts('actions', moment).map((part) => select(part).execute(db)));
    return parts.flatMap(({ rows }) => rows).sort((one, other) => (one.reference < other.reference ? -1 : 1));
  };
  const matching = sql.join(conditions, sql` and `);
  // SQLite takes the tables of a cross join in their order.
  const inOrder = (after: string, look: number) =>
    found(
      (part) => sql<Candidate>`select r.key, i.reference from items as i cross join ${part} as r
        where r.key = i.key and i.kind = 'action' and i.reference > ${after} and ${matching}
        order by i.reference limit ${look}`,
    );
  const few = found(
    (part) => sql<Candidate>`select r.key, i.reference from ${part} as r cross join items as i
      where i.key = r.key and ${matching} limit ${FEW + 1}`,
  );
  return async (after: string, look: number): Promise<Item<ActionView>[]> => {
    const all = await few;
    const beyond = all.length > FEW ? await inOrder(after, look) : all.filter(({ reference }) => reference > after);
    const candidates = beyond.slice(0, look);
    return itemsOf<ActionView>(
      db,
      candidates.map(({ key }) => key),
      moment,
    );
  };
}

const risky = (day: CalendarDate) =>
  sql`((r.firmness = 'firm' and r.latest < ${day}) or r.status = 'blocked' or r.forecast_latest > r.latest)`;

/** Columns alone rule out most actions, whose bodies need not be read. */
function worseThanFacts(day: CalendarDate, scheme: Judging): RawBuilder<SqlBool> {
  const { onTrack, atRisk, offTrack, offTrackAfterDays } = scheme.derived;
  const rated = (...derived: readonly Rating[]): RawBuilder<SqlBool> => {
    const worse = RATINGS.filter((given) => derived.some((each) => isWorse(given, each, scheme)));
    return worse.length === 0 ? sql`1 = 0` : sql`r.rating in (${sql.join(worse)})`;
  };
  const off = sql`(r.firmness = 'firm' and r.latest < ${addDays(day, -offTrackAfterDays)})`;
  // SQL comparisons with null yield null, so a plain `not` would drop those rows.
  const unless = (fact: RawBuilder<unknown>, or: RawBuilder<SqlBool>) => sql`(not coalesce(${fact}, 1 = 0) or ${or})`;
  return sql`(${rated(onTrack, atRisk, offTrack)} and ${unless(risky(day), rated(atRisk, offTrack))} and ${unless(off, rated(offTrack))})`;
}

const isWorse = (given: Rating, derived: Rating, scheme: Judging): boolean =>
  given !== derived && !betterThan(derived, scheme).includes(given);

export async function disagreeing(
  view: QueryContext,
  items: readonly Item<ActionView>[],
  scheme: Judging,
  difference: RatingDifference,
): Promise<Item<ActionView>[]> {
  const dependencies = await dependenciesOf(view, items);
  return items.filter(({ key, state }) => {
    const derived = derivedRatingOf(state, dependencies.get(key) ?? [], view.moment.day, scheme);
    return differenceOf(state, derived, scheme) === difference;
  });
}

async function presentWatermelons(
  view: QueryContext,
  scheme: Judging,
  items: readonly Item<ActionView>[],
  meetings: readonly PastMeeting[],
) {
  const histories = await ratingHistories(view, items);
  const { day } = view.moment;
  const named = await withReferences(view, items, ({ key, state }, { of, maybe, shows }) => {
    const { action = [], others = [] } = histories.get(key) ?? {};
    const seen: RatingHistory = { scheme, action, others: new Map([...others].filter(([id]) => shows(id))) };
    return { programme: of(state.programme), owner: maybe(ownerOf(state)), seen };
  });
  return items.map(({ head, state }, index) => {
    const { seen, ...names } = named[index] as (typeof named)[number];
    const today = ratingsOn(seen, day);
    return {
      id: head.id,
      reference: head.reference,
      title: state.title,
      ...names,
      status: state.status,
      rating: state.rating?.rating ?? null,
      narrative: state.rating?.narrative ?? null,
      derived: today?.derived ?? null,
      difference: today?.difference ?? null,
      since: disagreesSince(seen, day),
      meetings: meetings.flatMap(({ reference, startsAt }) => {
        const ratings = ratingsOn(seen, londonDate(startsAt));
        return ratings ? [{ meeting: reference, ...ratings, differs: ratings.difference !== null }] : [];
      }),
      history: linkTo({ to: 'history', kind: 'action', ref: head.id }),
    };
  });
}

async function ratingHistories(
  view: QueryContext,
  items: readonly Item<ActionView>[],
): Promise<ReadonlyMap<number, Omit<RatingHistory, 'scheme'>>> {
  const own = await historiesOf<ActionView>(
    view,
    items.map(({ key }) => key),
  );
  const ids = new Set([...own.values()].flatMap((history) => history.flatMap(({ state }) => state.dependsOn)));
  const rows =
    ids.size === 0
      ? []
      : await view.db
          .selectFrom('items')
          .select(['key', 'id'])
          .where('id', 'in', [...ids])
          .execute();
  const others = await historiesOf<ActionView>(
    view,
    rows.map(({ key }) => key),
  );
  const byId = new Map(rows.map(({ key, id }) => [id, byDay(others.get(key) ?? [])]));
  return new Map(
    [...own].map(([key, history]) => {
      const waitedFor = new Set(history.flatMap(({ state }) => state.dependsOn));
      return [key, { action: byDay(history), others: new Map([...byId].filter(([id]) => waitedFor.has(id))) }];
    }),
  );
}
