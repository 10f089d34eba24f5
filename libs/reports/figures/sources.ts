import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { decisionsInScope, elsewhere, inProgrammes, keyList, type ReportScope, withNames } from '#read-models/index.js';
import { type QueryContext, unknownReference, versionParts, visibleTo } from '#read-store/index.js';
import type { FigureTable } from './figures.js';

/** Each source is read by its own index. Sources do not overlap, so their counts can be added. */
export interface RowSource {
  readonly rows: RawBuilder<unknown>;
  readonly within: RawBuilder<SqlBool> | undefined;
  readonly elsewhere: boolean;
}

/** The row for covered items whose programme is outside the report. */
export const ELSEWHERE = 'elsewhere';

export function sourcesOf(view: QueryContext, scope: ReportScope, table: FigureTable): RowSource[] {
  if (table === 'decisions') return partitioned(view, table, decisionsInScope(view, scope));
  const inScope = scope.whole ? splitProgrammes(scope) : [inProgrammes(scope)];
  return [...inScope.flatMap((within) => partitioned(view, table, within)), ...sourcesElsewhere(view, scope, table)];
}

/** Splits programmes in two, so that two reader threads share the work. */
function splitProgrammes({ programmes }: ReportScope): RowSource['within'][] {
  const keys = programmes.map(({ key }) => key).sort((one, other) => one - other);
  const middle = keys[keys.length >> 1];
  return middle === undefined ? [undefined] : [sql`r.programme < ${middle}`, sql`r.programme >= ${middle}`];
}

/** Errors: `unknown-reference` for an unknown row. */
export async function sourcesOfRow(
  view: QueryContext,
  scope: ReportScope,
  table: FigureTable,
  row: string,
): Promise<RowSource[]> {
  if (table === 'decisions') return sourcesOf(view, scope, table);
  if (row === ELSEWHERE) return sourcesElsewhere(view, scope, table);
  const programmes = await withNames(view, scope.programmes);
  const matching = programmes.filter(({ reference }) => reference === row.toUpperCase());
  if (matching.length === 0) throw unknownReference('row', 'programme', row);
  return partitioned(view, table, sql`r.programme in (${keyList(matching)})`);
}

function sourcesElsewhere(view: QueryContext, scope: ReportScope, table: FigureTable): RowSource[] {
  const others = table === 'actions' ? elsewhere(view, scope) : undefined;
  return others ? partitioned(view, table, others, true) : [];
}

export function partitioned(
  view: QueryContext,
  table: FigureTable,
  within: RowSource['within'],
  elsewhere = false,
): RowSource[] {
  return versionParts(table, view.moment).map((rows) => ({ rows, within, elsewhere }));
}

export function rowsFrom({ reader }: QueryContext, { rows, within }: RowSource, condition?: RawBuilder<SqlBool>) {
  const all = [condition, within, visibleTo(reader, 'r.key')].filter((each) => each !== undefined);
  return sql`${rows} as r where ${sql.join(all, sql` and `)}`;
}
