import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import type { ReportScope } from '#read-models/index.js';
import {
  type Bounds,
  type Counts,
  FIGURES,
  type FigureDefinition,
  type FigureTable,
  figureCondition,
} from './figures.js';
import { type RowSource, rowsFrom, sourcesOf } from './sources.js';

/** Rows of equal programme, status and rating are counted together; sources may repeat a combination. */
export type Group = {
  readonly programme: number | null;
  readonly status: string;
  readonly rating: string | null;
  readonly scheme: number | null;
  readonly count: number;
} & Readonly<Record<string, unknown>>;

/** Rows to be counted beside the figures, by the name of their count. */
export type AlsoCounted = Readonly<Record<string, RawBuilder<SqlBool>>>;

export async function groupsOf(
  bounds: Bounds,
  table: FigureTable,
  source: RowSource,
  also: AlsoCounted = {},
): Promise<readonly Group[]> {
  const tests = Object.entries<FigureDefinition>(FIGURES[table]).flatMap(([name, { test }]) =>
    test ? [[name, test(bounds)] as const] : [],
  );
  const passed = [...tests, ...Object.entries(also)].map(
    ([name, test]) => sql`, count(*) filter (where ${test}) as ${sql.ref(name)}`,
  );
  const programme = table === 'decisions' ? sql`null` : sql`r.programme`;
  const [rating, scheme] = table === 'actions' ? [sql`r.rating`, sql`r.rating_scheme`] : [sql`null`, sql`null`];
  const { rows } = await sql<Group>`
    select ${programme} as programme, r.status, ${rating} as rating, ${scheme} as scheme, count(*) as count
      ${sql.join(passed, sql``)}
    from ${rowsFrom(bounds.view, source)} group by 1, 2, 3, 4`.execute(bounds.view.db);
  return rows;
}

export function countsOf<T extends FigureTable>(table: T, groups: readonly Group[]): Counts<T> {
  const counts = Object.entries<FigureDefinition>(FIGURES[table]).map(([name, figure]) => [
    name,
    countOf(name, figure, groups),
  ]);
  return Object.fromEntries(counts) as Counts<T>;
}

/** Named figures of a scope's actions, as the governance report's totals have them, at less cost than all of them. */
export async function actionCounts<Name extends keyof Counts<'actions'>>(
  bounds: Bounds,
  scope: ReportScope,
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  const { view } = bounds;
  const columns = names.map(
    (name) => sql`count(*) filter (where ${figureCondition(FIGURES.actions[name], bounds)}) as ${sql.ref(name)}`,
  );
  const counted = await Promise.all(
    sourcesOf(view, scope, 'actions').map((source) =>
      sql<Record<Name, number>>`select ${sql.join(columns)} from ${rowsFrom(view, source)}`.execute(view.db),
    ),
  );
  const total = (name: Name) => counted.reduce((sum, { rows: [row] }) => sum + Number(row?.[name] ?? 0), 0);
  return Object.fromEntries(names.map((name) => [name, total(name)])) as Record<Name, number>;
}

export const alsoCounted = (name: string, groups: readonly Group[]): number =>
  groups.reduce((total, group) => total + Number(group[name]), 0);

export function countOf(name: string, { statuses, test }: FigureDefinition, groups: readonly Group[]): number {
  let total = 0;
  for (const group of groups)
    if (!statuses || statuses.includes(group.status)) total += test ? Number(group[name]) : group.count;
  return total;
}
