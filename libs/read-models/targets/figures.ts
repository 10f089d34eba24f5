import { monthsOf, type Period, spellingsOf } from '#domain/index.js';
import { type SqlBool, sql } from '#platform/index.js';
import { type QueryContext, rowVisibleTo, versions } from '#read-store/index.js';
import { type BreachRow, type MeasurementRow, rowKeyOf } from './targets.projection.js';

type ByTarget<Row> = ReadonlyMap<number, readonly Row[]>;

export async function measurementsOf(
  view: QueryContext,
  keys: readonly number[],
  subs?: readonly string[],
): Promise<ByTarget<MeasurementRow>> {
  if (keys.length === 0) return new Map();
  const rows = await view.db
    .selectFrom(versions('measurements', view.moment).as('m'))
    .select(['m.key', 'm.body'])
    .where('m.key', 'in', keys)
    .$if(subs !== undefined, (query) => query.where('m.sub', 'in', subs ?? []))
    .where(rowVisibleTo(view.reader, 'm'))
    .orderBy('m.ends_on')
    .orderBy('m.sub')
    .execute();
  return byTarget<MeasurementRow>(rows);
}

export async function lastMeasured(view: QueryContext, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: number; last: string }>`
    select m.key, max(m.ends_on || ' ' || m.sub) as last from ${versions('measurements', view.moment)} as m
    where m.key in (${sql.join(keys)}) and ${rowVisibleTo(view.reader, 'm')} group by m.key`.execute(view.db);
  return new Map(rows.map(({ key, last }) => [key, last.slice(last.indexOf(' ') + 1)]));
}

export async function breachesOf(view: QueryContext, keys: readonly number[]): Promise<ByTarget<BreachRow>> {
  if (keys.length === 0) return new Map();
  const rows = await view.db
    .selectFrom(versions('breaches', view.moment).as('b'))
    .select(['b.key', 'b.body'])
    .where('b.key', 'in', keys)
    .where(breachVisible(view))
    .orderBy('b.ends_on')
    .orderBy('b.sub')
    .execute();
  return byTarget<BreachRow>(rows);
}

/** A breach `b` is hidden with the measurement of its period. */
export function breachVisible({ reader }: QueryContext) {
  return sql<SqlBool>`not exists (select 1 from measurements as m
    where m.key = b.key and m.sub = b.sub and not ${rowVisibleTo(reader, 'm')})`;
}

/** A target `r` in use without a figure of the period that has a level of it, or was last measured in one as long. */
export function figureIsDue(view: QueryContext, period: Period) {
  const measured = sql`from ${versions('measurements', view.moment)} as m
    where m.key = r.key and ${rowVisibleTo(view.reader, 'm')}`;
  const held = spellingsOf(period).map((spelling) => sql<SqlBool>`r.points like ${`%"${spelling}"%`}`);
  // A row's `sub` is its first and last day, so that the months between are its length.
  const at = (from: number, length: number) =>
    sql`cast(substr(m.sub, ${sql.lit(from)}, ${sql.lit(length)}) as integer)`;
  const length = sql`(${at(13, 4)} - ${at(1, 4)}) * 12 + ${at(18, 2)} - ${at(6, 2)} + 1`;
  return sql<SqlBool>`r.status = 'active' and not exists (select 1 ${measured} and m.sub = ${rowKeyOf(period)})
    and (${sql.join(held, sql` or `)}
      or (select ${length} ${measured} order by m.ends_on desc, m.sub desc limit 1) = ${monthsOf(period).count})`;
}

function byTarget<Row>(rows: readonly { readonly key: number; readonly body: string }[]): ByTarget<Row> {
  const byKey = new Map<number, Row[]>();
  for (const { key, body } of rows) {
    const rowsOfKey = byKey.get(key) ?? [];
    rowsOfKey.push(JSON.parse(body) as Row);
    byKey.set(key, rowsOfKey);
  }
  return byKey;
}
