import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { type ReportScope, scopeOf } from '#read-models/index.js';
import {
  type Cursor,
  cursorAfter,
  type Page,
  type PageRequest,
  type QueryContext,
  sortValues,
} from '#read-store/index.js';
import { boundsOf } from './bounds.js';
import { type Bounds, type FigureTable, figureCondition, figureNamed } from './figures.js';
import { reportLines } from './lines.js';
import type { FigureQuery, ReportLine } from './schema.js';
import { type RowSource, rowsFrom, sourcesOf, sourcesOfRow } from './sources.js';

/** The limit of items per list in the report itself. */
export const MAX_LISTED = 50;

/** Errors: those of `scopeOf`, and an unknown row. */
export async function listFigure(view: QueryContext, query: FigureQuery, page: PageRequest): Promise<Page<ReportLine>> {
  const scope = await scopeOf(view, query);
  const { bounds } = await boundsOf(view, scope, query);
  return listFigureWithin(bounds, scope, query, page);
}

export async function listFigureWithin(
  bounds: Bounds,
  scope: ReportScope,
  query: FigureQuery,
  page: PageRequest,
): Promise<Page<ReportLine>> {
  const { view } = bounds;
  const { figure: name = 'actions.open', row } = query;
  const { table, figure } = figureNamed(name);
  const sources = row === undefined ? sourcesOf(view, scope, table) : await sourcesOfRow(view, scope, table, row);
  const sorted = await sortedKeys(bounds, table, sources, rated(figureCondition(figure, bounds), query), {
    ...page,
    limit: page.limit + 1,
  });
  const pageKeys = sorted.slice(0, page.limit);
  const last = sorted.length > page.limit ? pageKeys.at(-1) : undefined;
  const keys = pageKeys.map(({ key }) => key);
  const lines = await reportLines(view, table, keys);
  return {
    items: keys.flatMap((key) => lines.get(key) ?? []),
    nextCursor: last ? cursorAfter(view.moment, [last.due, last.key]) : null,
    asOf: view.moment.asOf,
  };
}

function rated(test: RawBuilder<SqlBool>, { rating, scheme }: FigureQuery): RawBuilder<SqlBool> {
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
  const parts = await Promise.all(
    sources.map((source) =>
      sql<SortedKey>`select r.key, ${due} as due from ${rowsFrom(bounds.view, source, wanted)}
        order by ${order} limit ${limit}`.execute(bounds.view.db),
    ),
  );
  return parts
    .flatMap(({ rows }) => rows)
    .sort((one, other) => (one.due === other.due ? one.key - other.key : one.due < other.due ? -1 : 1))
    .slice(0, limit);
}
