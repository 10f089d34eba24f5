import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { concerning, elsewhere, inProgrammes, keysOf, type ReportScope, withNames } from '#read-models/programmes/scope.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { unknownReference } from '#read-store/query/references.js';
import { versionParts } from '#read-store/query/versions.js';
import { visibleTo } from '#read-store/query/visibility.js';
import type { FigureTable } from './figures.js';

/**
 * Some of the narrow rows that a report covers: of one table, narrowed in one way, so that each source is read by an
 * index of its own. A row is in one of them at most.
 */
export interface RowSource {
  readonly rows: RawBuilder<unknown>;
  /** The condition on a row `r`; undefined for all. */
  readonly within: RawBuilder<SqlBool> | undefined;
  /** Whether they are of other programmes than the report's. */
  readonly elsewhere: boolean;
}

/** The row of what a report covers though its programme is not. */
export const ELSEWHERE = 'elsewhere';

/** The sources of a table's rows that a report covers. */
export function sourcesOf(view: QueryContext, scope: ReportScope, table: FigureTable): RowSource[] {
  if (table === 'decisions') return parted(view, table, concerning(view, scope));
  const own = scope.whole ? halves(scope) : [inProgrammes(scope)];
  return [...own.flatMap((within) => parted(view, table, within)), ...sourcesElsewhere(view, scope, table)];
}

/** All programmes as the lower and the upper half of their keys, for two threads to go through side by side. */
function halves({ programmes }: ReportScope): RowSource['within'][] {
  const keys = programmes.map(({ key }) => key).sort((one, other) => one - other);
  const middle = keys[keys.length >> 1];
  return middle === undefined ? [undefined] : [sql`r.programme < ${middle}`, sql`r.programme >= ${middle}`];
}

/** Those of one row of the report: a programme's, by its reference, or `elsewhere`. Fails where there is no such row. */
export async function sourcesOfRow(
  view: QueryContext,
  scope: ReportScope,
  table: FigureTable,
  row: string,
): Promise<RowSource[]> {
  if (table === 'decisions') return sourcesOf(view, scope, table);
  if (row === ELSEWHERE) return sourcesElsewhere(view, scope, table);
  const programmes = await withNames(view, scope.programmes);
  const own = programmes.filter(({ reference }) => reference === row.toUpperCase());
  if (own.length === 0) throw unknownReference('row', 'programme', row);
  return parted(view, table, sql`r.programme in (${keysOf(own)})`);
}

function sourcesElsewhere(view: QueryContext, scope: ReportScope, table: FigureTable): RowSource[] {
  const others = table === 'actions' ? elsewhere(view, scope) : undefined;
  return others ? parted(view, table, others, true) : [];
}

/** Rows of a table narrowed in one way, in parts that each follow an index. */
export function parted(
  view: QueryContext,
  table: FigureTable,
  within: RowSource['within'],
  elsewhere = false,
): RowSource[] {
  return versionParts(table, view.moment).map((rows) => ({ rows, within, elsewhere }));
}

/** The rows `r` of a source that the reader may see, and that a condition picks: to be selected from. */
export function sourced({ reader }: QueryContext, { rows, within }: RowSource, condition?: RawBuilder<SqlBool>) {
  const all = [condition, within, visibleTo(reader, 'r.key')].filter((each) => each !== undefined);
  return sql`${rows} as r where ${sql.join(all, sql` and `)}`;
}
