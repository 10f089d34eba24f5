import { addDays, type CalendarDate, londonDate } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import type { QueryContext } from '#read-store/index.js';
import type { DeadlineSort } from './deadline.js';

/** A passed date without a deadline event yet. */
export interface FallenDue {
  readonly kind: 'action' | 'milestone' | 'decision';
  readonly id: string;
  readonly reference: string;
  /** The revision on which the deadline event must be appended. */
  readonly revision: number;
  readonly sort: DeadlineSort;
  readonly dueOn: CalendarDate;
}

export interface Deadlines {
  readonly fallenDue: readonly FallenDue[];
  readonly next: CalendarDate | null;
}

/** A promise may be kept until its day ends; reviews and deferrals fall due at its start. */
const hasFallenDue = (day: CalendarDate): RawBuilder<SqlBool> =>
  sql`(d.due_on < ${day} or (d.due_on = ${day} and d.sub <> 'milestone'))`;

/** Dates entered after their day count as overdue, not as fallen due. `since` leaves out older dates. */
export async function deadlinesOn({ db }: QueryContext, day: CalendarDate, since?: CalendarDate): Promise<Deadlines> {
  const { rows } = await sql<FallenDue & { readonly recordedAt: number }>`
    select i.kind, i.id, i.reference, b.revision, d.sub as sort, d.due_on as "dueOn", e.recorded_at as "recordedAt"
    from deadlines as d join items as i on i.key = d.key join bodies as b on b.key = d.key
    join audit as e on e.from_position = d.from_position
    where d.raised = 0 and d.due_on >= ${since ?? ''} and ${hasFallenDue(day)} order by d.due_on, i.reference`.execute(
    db,
  );
  const soonest = await sql<{ readonly sort: DeadlineSort; readonly dueOn: CalendarDate }>`
    select d.sub as sort, min(d.due_on) as "dueOn" from deadlines as d
    where d.raised = 0 and d.due_on >= ${day} and not ${hasFallenDue(day)} group by d.sub`.execute(db);
  const days = soonest.rows.map(({ sort, dueOn }) => (sort === 'milestone' ? addDays(dueOn, 1) : dueOn));
  return {
    fallenDue: rows.flatMap(({ recordedAt, ...row }) =>
      londonDate(new Date(recordedAt).toISOString()) <= row.dueOn ? [row] : [],
    ),
    next: days.sort()[0] ?? null,
  };
}
