import { type RawBuilder, sql } from 'kysely';
import { versionParts } from '../read/versions.js';
import { visibleTo } from '../read/visible.js';
import { type Bounds, type Counts, FIGURES, type Figure, type FigureTable } from './figures.js';

/** The condition on `r` that a count is narrowed by; undefined for all. */
export type Within = RawBuilder<unknown> | undefined;

/**
 * Rows of a programme with the same status and, for actions, the same colour; and how many of them pass each test,
 * whatever their status. Several groups may be of the same.
 */
export type Group = {
  readonly programme: number | null;
  readonly status: string;
  readonly rating: string | null;
  readonly scheme: number | null;
  readonly count: number;
} & Readonly<Record<string, unknown>>;

/** What the figures of a table are added up from, in one pass over its narrow rows. */
export async function groupsOf(bounds: Bounds, table: FigureTable, within: Within): Promise<Group[]> {
  const { view } = bounds;
  const passed = Object.entries<Figure>(FIGURES[table]).flatMap(([name, { test }]) =>
    test ? [sql`, count(*) filter (where ${test(bounds)}) as ${sql.ref(name)}`] : [],
  );
  const programme = table === 'decisions' ? sql`null` : sql`r.programme`;
  const [rating, scheme] = table === 'actions' ? [sql`r.rating`, sql`r.rating_scheme`] : [sql`null`, sql`null`];
  const counted = versionParts(table, view.moment).map(
    (part) => sql`
      select ${programme} as programme, r.status, ${rating} as rating, ${scheme} as scheme, count(*) as count
        ${sql.join(passed, sql``)}
      from ${part} as r where ${wanted(bounds, within)} group by 1, 2, 3, 4`,
  );
  const { rows } = await sql<Group>`${sql.join(counted, sql` union all `)}`.execute(view.db);
  return rows;
}

/** The figures of a table, added up from groups of its rows. */
export function countsOf<T extends FigureTable>(table: T, groups: readonly Group[]): Counts<T> {
  const counts = Object.entries<Figure>(FIGURES[table]).map(([name, { statuses, test }]) => {
    const counted = statuses ? groups.filter(({ status }) => statuses.includes(status)) : groups;
    return [name, counted.reduce((total, group) => total + (test ? Number(group[name]) : group.count), 0)];
  });
  return Object.fromEntries(counts) as Counts<T>;
}

/** What a reader may see of what is wanted. */
export function wanted({ view }: Bounds, within: Within): RawBuilder<unknown> {
  const seen = visibleTo(view.reader, 'r.key');
  return within ? sql`${within} and ${seen}` : seen;
}
