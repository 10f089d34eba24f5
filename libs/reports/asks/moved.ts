import type { Authority, CalendarDate } from '#domain/index.js';
import { sql } from '#platform/index.js';
import type { ReportScope } from '#read-models/index.js';
import { appendedRows, type QueryContext } from '#read-store/index.js';
import type { Bounds } from '../figures/figures.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Entry } from './entries.js';

export interface Revision {
  readonly table: 'actions' | 'milestones';
  readonly key: number;
  readonly position: number;
}

/** Authorities whose later revision confirms a date moved on the key's authority. */
const SETTLED_BY = {
  lead: ['group', 'chairs-action', 'delegated'],
  'chairs-action': ['group'],
} as const satisfies Partial<Record<Authority, readonly Authority[]>>;

/** Oldest first. A later revision by a higher authority settles the move. */
export async function movedDates(
  { view, metSince }: Bounds,
  scope: ReportScope,
  authority: keyof typeof SETTLED_BY,
): Promise<Revision[]> {
  const { db, moment } = view;
  const settled = sql`select 1 from ${appendedRows('promises', moment)} as l where l.key = p.key
    and l.from_position > p.from_position and l.sort = 'agreed'
    and l.authority in (${sql.join([...SETTLED_BY[authority]])})`;
  const wanted = sql<boolean>`r.key = p.key and p.sort = 'agreed' and p.authority = ${authority}
    and p.from_position > ${metSince.position} and p.movement <> 'unchanged' and not exists (${settled})`;
  const parts = await Promise.all(
    (['actions', 'milestones'] as const).flatMap((table) =>
      sourcesOf(view, scope, table).map(async (source) => {
        const { rows } = await sql<{ key: number; position: number }>`
          select r.key, p.from_position as position from ${appendedRows('promises', moment)} as p,
          ${rowsFrom(view, source, wanted)}`.execute(db);
        return rows.map((row): Revision => ({ table, ...row }));
      }),
    ),
  );
  return parts.flat().sort((one, other) => one.position - other.position);
}

interface RevisionRow {
  readonly position: number;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly days: number | null;
  readonly reason: string | null;
  readonly number: number;
}

export async function moveEntries({ db }: QueryContext, revisions: readonly Revision[]): Promise<Entry[]> {
  if (revisions.length === 0) return [];
  const { rows } = await sql<RevisionRow>`
    select p.from_position as position, before.latest as "from", p.latest as "to", p.days, e.reason, e.number
    from promises as p join audit as e on e.from_position = p.from_position
    left join promises as before on before.from_position = (select max(o.from_position) from promises as o
      where o.key = p.key and o.from_position < p.from_position and o.sort <> 'forecast')
    where p.from_position in (${sql.join(revisions.map(({ position }) => position))})`.execute(db);
  const byPosition = new Map(rows.map(({ position, ...row }) => [position, row]));
  return revisions.flatMap(({ table, key, position }) => {
    const row = byPosition.get(position);
    if (!row) return [];
    const { from, to, days, reason, number } = row;
    return [{ table, key, asked: { from, to, days: from !== null && to !== null ? days : null, reason, number } }];
  });
}
