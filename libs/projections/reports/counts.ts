import { type RawBuilder, sql } from 'kysely';
import { versions } from '../read/versions.js';
import { visibleTo } from '../read/visible.js';
import { type Bounds, type Counts, FIGURES, type FigureTable } from './figures.js';

/** Where a row of counts stands: a programme's key, or null for all that a condition allows. */
type ByProgramme<T extends FigureTable> = ReadonlyMap<number | null, Counts<T>>;

/** How many open actions people gave a colour under a version of the scheme. */
export interface RatingCount {
  readonly programme: number | null;
  readonly rating: string;
  readonly scheme: number | null;
  readonly count: number;
}

/** The condition on `r` that a count is narrowed by; undefined for all. */
export type Within = RawBuilder<unknown> | undefined;

/** All figures of a table in one pass, for each programme or for all together. */
export async function countsOf<T extends FigureTable>(
  bounds: Bounds,
  table: T,
  within: Within,
  { byProgramme }: { readonly byProgramme: boolean },
): Promise<ByProgramme<T>> {
  const { view } = bounds;
  const figures = Object.entries(FIGURES[table]).map(
    ([name, test]) => sql`count(*) filter (where ${test(bounds)}) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Counts<T> & { programme: number | null }>`
    select ${byProgramme ? sql.ref('r.programme') : sql`null`} as programme, ${sql.join(figures)}
    from ${versions(table, view.moment)} as r where ${wanted(bounds, within)}
    ${byProgramme ? sql`group by r.programme` : sql``}`.execute(view.db);
  return new Map(rows.map(({ programme, ...counts }) => [programme, counts as unknown as Counts<T>]));
}

/** The open actions that people rated, by colour and scheme. */
export async function ratingsOf(
  bounds: Bounds,
  within: Within,
  { byProgramme }: { readonly byProgramme: boolean },
): Promise<readonly RatingCount[]> {
  const { view } = bounds;
  const programme = byProgramme ? sql.ref('r.programme') : sql`null`;
  const { rows } = await sql<RatingCount>`
    select ${programme} as programme, r.rating, r.rating_scheme as scheme, count(*) as count
    from ${versions('actions', view.moment)} as r
    where r.rating is not null and ${FIGURES.actions.open(bounds)} and ${wanted(bounds, within)}
    group by ${byProgramme ? sql`r.programme,` : sql``} r.rating, r.rating_scheme
    order by r.rating_scheme, r.rating`.execute(view.db);
  return rows;
}

/** What a reader may see of what is wanted. */
export function wanted({ view }: Bounds, within: Within): RawBuilder<unknown> {
  const seen = visibleTo(view.reader, 'r.key');
  return within ? sql`${within} and ${seen}` : seen;
}
