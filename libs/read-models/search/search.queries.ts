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
import { MOST_FOUND, type SearchedKind } from './search.schema.js';
import { type Asked, wordsAsked } from './words-asked.js';

export interface SearchFilter {
  readonly q: string;
  readonly kind?: SearchedKind;
}

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
  const exact = await exactItem(view, q, kind);
  const lists = (['title', 'text'] as const).map((match) => ({
    match,
    list: { matching: matching(view, asked, match, kind), except: exact?.id },
  }));
  const [pages, counts] = await Promise.all([
    Promise.all(
      lists.map(async ({ match, list }) => {
        const at = MATCHES.indexOf(match);
        if (at < rank) return [];
        const rows = await passageRows(view, { ...list, before: at === rank ? after : undefined }, limit + 1);
        return rows.map((row) => ({ match: match as SearchMatch, row }));
      }),
    ),
    Promise.all(lists.map(({ list }) => count(view, list))),
  ]);
  const first = exact && !cursor ? [{ match: 'reference' as const, row: exact }] : [];
  const found = [...first, ...pages.flat()];
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  const total = counts.reduce((sum, each) => sum + each, exact ? 1 : 0);
  return {
    items: await presentFound(view, asked, page),
    total: Math.min(total, MOST_FOUND),
    nextCursor: last ? cursorAfter(view.moment, [MATCHES.indexOf(last.match), last.row.id]) : null,
    asOf: view.moment.asOf,
  };
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

/** The title that an item had at the moment whose reference is the whole question. */
async function exactItem(view: QueryContext, q: string, kind?: SearchedKind): Promise<PassageRow | undefined> {
  const matching: Matching = {
    from: sql`passages as p`,
    id: sql`p.id`,
    condition: sql`p.key = ${itemKey(view, kind ?? 'any', q.trim())} and p.slot = 'title'`,
  };
  return (await passageRows(view, { matching }, 1))[0];
}

interface List {
  readonly matching: Matching;
  readonly except?: number;
  readonly before?: number;
}

async function passageRows(view: QueryContext, list: List, limit: number): Promise<readonly PassageRow[]> {
  const { id } = list.matching;
  const { rows } = await sql<PassageRow>`select p.id, p.field, p.text, ${past(view)} as past,
    e.type, e.number, e.from_position as position, e.recorded_at, e.occurred_at, e.reason, e.minute_ref,
    i.key, i.kind, i.id as item, i.reference
    from ${known(view, list)} order by ${id} desc limit ${limit}`.execute(view.db);
  return rows;
}

async function count(view: QueryContext, list: List): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*) as found from (
    select 1 from ${known(view, list)} limit ${MOST_FOUND}) as counted`.execute(view.db);
  return Number(rows[0]?.found ?? 0);
}

/** One place for what a list and its count may show. */
function known({ moment, reader }: QueryContext, { matching: { from, condition, id }, except, before }: List) {
  const conditions = [
    condition,
    sql<SqlBool>`e.from_position = p.from_position`,
    sql<SqlBool>`i.key = p.key`,
    sql<SqlBool>`${id} <= ${lastPassageOf(moment.asOf.number)}`,
    ...(before === undefined ? [] : [sql<SqlBool>`${id} < ${before}`]),
    ...(except === undefined ? [] : [sql<SqlBool>`p.id <> ${except}`]),
    ...(moment.effectiveAt === undefined ? [] : [sql<SqlBool>`p.effective_from <= ${moment.effectiveAt}`]),
    eventVisible(reader),
  ];
  return sql`${from} cross join audit as e cross join items as i where ${sql.join(conditions, sql` and `)}`;
}

/** Whether a later text of the same field had taken its place by the moment. */
function past({ moment: { asOf, effectiveAt } }: QueryContext): RawBuilder<number> {
  const effective = effectiveAt === undefined ? sql`` : sql` and later.effective_from <= ${effectiveAt}`;
  return sql<number>`case when exists (select 1 from passages as later where later.key = p.key and later.slot = p.slot
    and later.id > p.id and later.id <= ${lastPassageOf(asOf.number)}${effective}) then 1 else 0 end`;
}
