import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { unknownReference } from '../read/references.js';
import { versionParts } from '../read/versions.js';
import type { View } from '../read/view.js';
import { visibleTo } from '../read/visible.js';
import type { FigureTable } from './figures.js';
import { concerning, elsewhere, inProgrammes, keysOf, type Scope, withNames } from './scope.js';

/**
 * Some of the narrow rows that a report covers: of one table, narrowed in one way, so that each source is read by an
 * index of its own. A row is in one of them at most.
 */
export interface Source {
  readonly rows: RawBuilder<unknown>;
  /** The condition on a row `r`; undefined for all. */
  readonly within: RawBuilder<SqlBool> | undefined;
  /** Whether they are of other programmes than the report's. */
  readonly elsewhere: boolean;
}

/** The row of what a report covers though its programme is not. */
export const ELSEWHERE = 'elsewhere';

/** The sources of a table's rows that a report covers. */
export function sourcesOf(view: View, scope: Scope, table: FigureTable): Source[] {
  if (table === 'decisions') return parted(view, table, concerning(view, scope));
  const own = scope.whole ? halves(scope) : [inProgrammes(scope)];
  return [...own.flatMap((within) => parted(view, table, within)), ...sourcesElsewhere(view, scope, table)];
}

/** All programmes as the lower and the upper half of their keys, for two threads to go through side by side. */
function halves({ programmes }: Scope): Source['within'][] {
  const keys = programmes.map(({ key }) => key).sort((one, other) => one - other);
  const middle = keys[keys.length >> 1];
  return middle === undefined ? [undefined] : [sql`r.programme < ${middle}`, sql`r.programme >= ${middle}`];
}

/** Those of one row of the report: a programme's, by its reference, or `elsewhere`. Fails where there is no such row. */
export async function sourcesOfRow(view: View, scope: Scope, table: FigureTable, row: string): Promise<Source[]> {
  if (table === 'decisions') return sourcesOf(view, scope, table);
  if (row === ELSEWHERE) return sourcesElsewhere(view, scope, table);
  const programmes = await withNames(view, scope.programmes);
  const own = programmes.filter(({ reference }) => reference === row.toUpperCase());
  if (own.length === 0) throw unknownReference('row', 'programme', row);
  return parted(view, table, sql`r.programme in (${keysOf(own)})`);
}

function sourcesElsewhere(view: View, scope: Scope, table: FigureTable): Source[] {
  const others = table === 'actions' ? elsewhere(view, scope) : undefined;
  return others ? parted(view, table, others, true) : [];
}

/** Rows of a table narrowed in one way, in parts that each follow an index. */
export function parted(view: View, table: FigureTable, within: Source['within'], elsewhere = false): Source[] {
  return versionParts(table, view.moment).map((rows) => ({ rows, within, elsewhere }));
}

/** The rows `r` of a source that the reader may see, and that a condition picks: to be selected from. */
export function sourced({ reader }: View, { rows, within }: Source, condition?: RawBuilder<SqlBool>) {
  const all = [condition, within, visibleTo(reader, 'r.key')].filter((each) => each !== undefined);
  return sql`${rows} as r where ${sql.join(all, sql` and `)}`;
}
