import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Judging, OPEN } from '#domain/action/derived-rating.js';
import { addDays, londonDate } from '#domain/kernel/calendar.js';
import { dependenciesOf } from '../../actions/dependencies.js';
import { derivedOf, differs } from '../../actions/rating.js';
import { type ActionState, ownerOf } from '../../actions/state.js';
import { governing } from '../../ledger/queries.js';
import { cursorAfter, sortValues } from '../../read/cursor.js';
import { historiesOf } from '../../read/histories.js';
import { type Item, itemsOf } from '../../read/items.js';
import type { PageAsked } from '../../read/list.js';
import { keyNamed, withReferences } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { groupOf, heldMeetings, type Met } from '../bounds.js';
import { type Covered, keysOf, type Scope, scopeOf } from '../scope.js';
import { disagreesSince, type Known, ratingsOn } from './disagreement.js';

export interface WatermelonsAsked extends Covered {
  /** Of what this party leads. */
  readonly owner?: string;
}

/** So many actions are looked at together, and so many meetings back each is shown. */
const LOOK = 200;
const MEETINGS = 12;

/**
 * A page of the open actions whose own rating and the one that the facts speak for are two, in the order of their
 * references: since when, and how each stood on the days of the last twelve meetings that the group held.
 */
export async function listWatermelons(view: View, asked: WatermelonsAsked, { limit, cursor }: PageAsked) {
  const scope = await scopeOf(view, asked);
  const { inForce } = await governing(view);
  const candidates = candidatesOf(view, scope, asked, inForce);
  const found: Item<ActionState>[] = [];
  let after = cursor ? String(sortValues(cursor, ['string'])[0]) : '';
  for (let end = false; !end && found.length <= limit; ) {
    const looked = await candidates(after);
    found.push(...(await disagreeing(view, looked, inForce)));
    after = looked.at(-1)?.head.reference ?? after;
    end = looked.length < LOOK;
  }
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const group = groupOf(scope);
  return {
    items: await told(view, inForce, page, group === null ? [] : await heldMeetings(view, group, MEETINGS)),
    nextCursor: last ? cursorAfter(view.moment, [last.head.reference]) : null,
    asOf: view.moment.asOf,
  };
}

/** Looks up the next actions after a reference whose ratings may differ: what these columns rule out is left out. */
function candidatesOf(view: View, scope: Scope, { owner }: WatermelonsAsked, { derived }: Judging) {
  const { db, moment, reader } = view;
  const { day } = moment;
  const speaksAgainst = sql`((r.firmness = 'firm' and r.latest < ${day}) or r.status = 'blocked' or
    r.forecast_latest > r.latest or (r.status = 'planned' and r.latest between ${day} and ${addDays(day, derived.startWithinDays)}))`;
  const conditions: RawBuilder<SqlBool>[] = [
    sql`r.status in (${sql.join(OPEN)}) and r.rating is not null`,
    sql`(r.rating <> ${derived.onTrack} or r.hangs_on_more = 1 or ${speaksAgainst})`,
    visibleTo(reader, 'r.key'),
  ];
  if (!scope.whole) conditions.push(sql`r.programme in (${keysOf(scope.programmes)})`);
  if (owner !== undefined) conditions.push(sql`r.owner = ${keyNamed(view, 'party', owner)}`);
  return async (after: string): Promise<Item<ActionState>[]> => {
    const { rows } = await sql<{ key: number }>`
      select r.key from ${versions('actions', moment)} as r join items as i on i.key = r.key
      where i.reference > ${after} and ${sql.join(conditions, sql` and `)} order by i.reference limit ${LOOK}`.execute(
      db,
    );
    return itemsOf<ActionState>(
      db,
      rows.map(({ key }) => key),
      moment,
    );
  };
}

async function disagreeing(
  view: View,
  items: readonly Item<ActionState>[],
  scheme: Judging,
): Promise<Item<ActionState>[]> {
  const dependencies = await dependenciesOf(view, items);
  return items.filter(({ key, state }) =>
    differs(state.rating?.rating, derivedOf(state, dependencies.get(key) ?? [], view.moment.day, scheme)),
  );
}

async function told(view: View, scheme: Judging, items: readonly Item<ActionState>[], meetings: readonly Met[]) {
  const known = await knownOf(view, items);
  const { day } = view.moment;
  return withReferences(view, items, ({ key, head, state }, { of, maybe, shows }) => {
    const { action, others } = known(key);
    const seen: Known = { scheme, action, others: new Map([...others].filter(([id]) => shows(id))) };
    return {
      id: head.id,
      reference: head.reference,
      title: state.title,
      programme: of(state.programme),
      owner: maybe(ownerOf(state)),
      status: state.status,
      rating: state.rating?.rating ?? null,
      narrative: state.rating?.narrative ?? null,
      derived: ratingsOn(seen, day)?.derived ?? null,
      since: disagreesSince(seen, day),
      meetings: meetings.flatMap(({ reference, startsAt }) => {
        const ratings = ratingsOn(seen, londonDate(startsAt));
        return ratings ? [{ meeting: reference, ...ratings, differs: differs(ratings.given, ratings.derived) }] : [];
      }),
      history: `/api/actions/${head.id}/history`,
    };
  });
}

/** What was known of each action and of those that it ever waited for. */
async function knownOf(
  view: View,
  items: readonly Item<ActionState>[],
): Promise<(key: number) => Omit<Known, 'scheme'>> {
  const own = await historiesOf<ActionState>(
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
  const others = await historiesOf<ActionState>(
    view,
    rows.map(({ key }) => key),
  );
  const byId = new Map(rows.map(({ key, id }) => [id, others.get(key) ?? []]));
  return (key) => {
    const action = own.get(key) ?? [];
    const waitedFor = new Set(action.flatMap(({ state }) => state.dependsOn));
    return { action, others: new Map([...byId].filter(([id]) => waitedFor.has(id))) };
  };
}
