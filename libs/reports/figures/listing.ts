import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { type ReportAsked, type ReportScope, scopeOf } from '#read-models/programmes/scope.js';
import { type Cursor, cursorAfter, sortValues } from '#read-store/query/cursor.js';
import type { PageAsked } from '#read-store/query/list.js';
import type { Page, QueryContext } from '#read-store/query/query-context.js';
import { boundsOf } from './bounds.js';
import { type Bounds, type FigureName, type FigureTable, figureNamed, picks } from './figures.js';
import { linesOf, type ReportLine } from './lines.js';
import { type RowSource, sourced, sourcesOf, sourcesOfRow } from './sources.js';

/** The limit of items per list in the report itself. */
export const LISTED = 50;

export interface FigureAsked extends ReportAsked {
  readonly figure: FigureName;
  /** A programme's reference or `elsewhere`; the whole report if absent. */
  readonly row?: string;
  /** Only for `actions.open`: the given rating and the version of its scheme. */
  readonly rating?: string;
  readonly scheme?: number;
}

/** Errors: those of `scopeOf`, and an unknown row. */
export async function listFigure(view: QueryContext, asked: FigureAsked, page: PageAsked): Promise<Page<ReportLine>> {
  const scope = await scopeOf(view, asked);
  const { bounds } = await boundsOf(view, scope, asked);
  return listWithin(bounds, scope, asked, page);
}

export async function listWithin(
  bounds: Bounds,
  scope: ReportScope,
  asked: FigureAsked,
  page: PageAsked,
): Promise<Page<ReportLine>> {
  const { view } = bounds;
  const { table, figure } = figureNamed(asked.figure);
  const { row } = asked;
  const sources = row === undefined ? sourcesOf(view, scope, table) : await sourcesOfRow(view, scope, table, row);
  const found = await sortedKeys(bounds, table, sources, rated(picks(figure, bounds), asked), {
    ...page,
    limit: page.limit + 1,
  });
  const shown = found.slice(0, page.limit);
  const last = found.length > page.limit ? shown.at(-1) : undefined;
  const keys = shown.map(({ key }) => key);
  const lines = await linesOf(view, table, keys);
  return {
    items: keys.flatMap((key) => lines.get(key) ?? []),
    nextCursor: last ? cursorAfter(view.moment, [last.due, last.key]) : null,
    asOf: view.moment.asOf,
  };
}

function rated(test: RawBuilder<SqlBool>, { rating, scheme }: FigureAsked): RawBuilder<SqlBool> {
  const ofRating = rating === undefined ? sql`` : sql` and r.rating = ${rating}`;
  const ofScheme = scheme === undefined ? sql`` : sql` and r.rating_scheme = ${scheme}`;
  return sql`(${test}${ofRating}${ofScheme})`;
}

const DUE: Partial<Record<FigureTable, string>> = {
  actions: 'r.latest',
  milestones: 'r.latest',
  decisions: 'r.review_by',
};
const NEVER = '9999-12-31';

interface SortedKey {
  readonly key: number;
  readonly due: string;
}

/** Soonest due first; ties have a fixed order, so that repeated queries agree. */
export async function sortedKeys(
  bounds: Bounds,
  table: FigureTable,
  sources: readonly RowSource[],
  condition: RawBuilder<SqlBool>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: Cursor },
): Promise<SortedKey[]> {
  const column = DUE[table];
  const due = column ? sql`coalesce(${sql.ref(column)}, ${NEVER})` : sql`${NEVER}`;
  const order = column ? sql`${sql.ref(column)} nulls last, r.key` : sql`r.key`;
  const [afterDue, afterKey] = cursor ? sortValues(cursor, ['string', 'number']) : [];
  const after = cursor ? sql<SqlBool>` and (${due}, r.key) > (${afterDue}, cast(${afterKey} as bigint))` : sql``;
  const wanted = sql<SqlBool>`${condition}${after}`;
  const found = await Promise.all(
    sources.map((source) =>
      sql<SortedKey>`select r.key, ${due} as due from ${sourced(bounds.view, source, wanted)}
        order by ${order} limit ${limit}`.execute(bounds.view.db),
    ),
  );
  return found
    .flatMap(({ rows }) => rows)
    .sort((one, other) => (one.due === other.due ? one.key - other.key : one.due < other.due ? -1 : 1))
    .slice(0, limit);
}
