import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  badCursor,
  cursorAfter,
  itemKey,
  kindMark,
  lastPassageOf,
  type Matching,
  matchingPassages,
  type PageRequest,
  type QueryContext,
  sortValues,
  TITLE_MARK,
} from '#read-store/index.js';
import { eventVisible } from '../audit/visible.js';
import { type PassageRow, presentFound, type SearchMatch, type SearchPage } from './search.present.js';
import { MOST_FOUND, type SearchedKind, type SearchFilter } from './search.schema.js';
import { type Asked, wordsAsked } from './words-asked.js';

/** The order of what is found; within each, the newest event comes first. */
const MATCHES: readonly SearchMatch[] = ['reference', 'title', 'text'];

/**
 * Texts that hold all words, known and visible at the moment; `total` counts by the same conditions.
 * Errors: `bad-cursor` for a cursor of another list.
 */
export async function search(
  view: QueryContext,
  { q, kind }: SearchFilter,
  { limit, cursor }: PageRequest,
): Promise<SearchPage> {
  const asked = wordsAsked(q);
  const [rank = 0, after = 0] = cursor ? sortValues(cursor, ['number', 'number']).map(Number) : [];
  if (!MATCHES[rank]) throw badCursor(cursor as NonNullable<typeof cursor>);
  const exact = await exactTitle(view, q, kind);
  const lists = await Promise.all(
    (['title', 'text'] as const).map(async (match) => {
      const list = { matching: matching(view, asked, match, kind), except: exact };
      return { match, ...(await listed(view, list, { rank: MATCHES.indexOf(match) - rank, after, limit })) };
    }),
  );
  const found = [
    ...(exact === undefined || cursor ? [] : [{ match: 'reference' as const, id: exact }]),
    ...lists.flatMap(({ match, ids }) => ids.map((id) => ({ match, id }))),
  ];
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const total = lists.reduce((sum, { count }) => sum + count, exact === undefined ? 0 : 1);
  return {
    items: await presentFound(view, asked, await rowsOf(view, page)),
    total: Math.min(total, MOST_FOUND),
    nextCursor: last ? cursorAfter(view.moment, [MATCHES.indexOf(last.match), last.id]) : null,
    asOf: view.moment.asOf,
  };
}

interface Place {
  /** Of the list, counted from that of the cursor: a list before the cursor's is read out. */
  readonly rank: number;
  readonly after: number;
  readonly limit: number;
}

/** On the first page one pass serves the list and its count: finding the beginnings of words costs most. */
async function listed(view: QueryContext, list: List, { rank, after, limit }: Place) {
  if (after === 0) {
    const ids = await idsOf(view, list, MOST_FOUND);
    return { ids: ids.slice(0, limit + 1), count: ids.length };
  }
  const before = rank === 0 ? after : undefined;
  const [ids, all] = await Promise.all([
    rank < 0 ? [] : idsOf(view, { ...list, before }, limit + 1),
    idsOf(view, list, MOST_FOUND),
  ]);
  return { ids, count: all.length };
}

function matching(
  view: QueryContext,
  { words, ...rest }: Asked,
  match: 'title' | 'text',
  kind?: SearchedKind,
): Matching {
  const isTitle = match === 'title';
  const marks = [...(kind === undefined ? [] : [kindMark(kind)]), ...(isTitle ? [TITLE_MARK] : [])];
  return matchingPassages(view.db, { ...rest, all: [...words, ...marks], none: isTitle ? [] : [TITLE_MARK] });
}

/** The title that the item whose reference is the whole question had at the moment. */
async function exactTitle(view: QueryContext, q: string, kind?: SearchedKind): Promise<number | undefined> {
  const matching: Matching = {
    from: sql`passages as p`,
    id: sql`p.id`,
    condition: sql`p.key = ${itemKey(view, kind ?? 'any', q.trim())} and p.slot = 'title'`,
  };
  return (await idsOf(view, { matching }, 1))[0];
}

interface List {
  readonly matching: Matching;
  readonly except?: number;
  readonly before?: number;
}

async function idsOf(view: QueryContext, list: List, limit: number): Promise<readonly number[]> {
  const { id } = list.matching;
  const { rows } = await sql<{ id: number }>`select ${id} as id from ${known(view, list)}
    order by ${id} desc limit ${limit}`.execute(view.db);
  return rows.map((row) => row.id);
}

interface FoundPassage {
  readonly match: SearchMatch;
  readonly id: number;
}

async function rowsOf(view: QueryContext, page: readonly FoundPassage[]) {
  if (page.length === 0) return [];
  const { rows } = await sql<PassageRow>`select p.id, p.field, p.text, ${past(view)} as past,
    e.type, e.number, e.from_position as position, e.recorded_at, e.occurred_at, e.reason, e.minute_ref,
    i.key, i.kind, i.id as item, i.reference
    from passages as p join audit as e on e.from_position = p.from_position join items as i on i.key = p.key
    where p.id in (${sql.join(page.map(({ id }) => id))})`.execute(view.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return page.flatMap(({ match, id }) => {
    const row = byId.get(id);
    return row ? [{ match, row }] : [];
  });
}

/** One place for what a list and its count may show. */
function known({ moment, reader }: QueryContext, { matching: { from, condition, id }, except, before }: List) {
  const conditions = [
    condition,
    sql<SqlBool>`e.from_position = p.from_position`,
    sql<SqlBool>`${id} <= ${lastPassageOf(moment.asOf.number)}`,
    ...(before === undefined ? [] : [sql<SqlBool>`${id} < ${before}`]),
    ...(except === undefined ? [] : [sql<SqlBool>`p.id <> ${except}`]),
    ...(moment.effectiveAt === undefined ? [] : [sql<SqlBool>`p.effective_from <= ${moment.effectiveAt}`]),
    eventVisible(reader),
  ];
  return sql`${from} cross join audit as e where ${sql.join(conditions, sql` and `)}`;
}

/** Whether a later text of the same field had taken its place by the moment. */
function past({ moment: { asOf, effectiveAt } }: QueryContext): RawBuilder<number> {
  const effective = effectiveAt === undefined ? sql`` : sql` and later.effective_from <= ${effectiveAt}`;
  return sql<number>`case when exists (select 1 from passages as later where later.key = p.key and later.slot = p.slot
    and later.id > p.id and later.id <= ${lastPassageOf(asOf.number)}${effective}) then 1 else 0 end`;
}
