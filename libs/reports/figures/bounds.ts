import { addDays, type Instant, londonDate, startOfDay } from '#domain/index.js';
import type { ReportQuery, ReportScope } from '#read-models/index.js';
import { type QueryContext, versions } from '#read-store/index.js';
import { type Bounds, dueUntil, type EventBefore } from './figures.js';
import type { GovernanceReport } from './schema.js';

export interface PastMeeting {
  readonly reference: string;
  readonly startsAt: Instant;
}
type Lookback = Pick<GovernanceReport, 'takenSince' | 'silentSince'>;

const MEETINGS_BACK = 2;
/** The fallback when the group has held no meetings. */
const DAYS_BACK = 90;

export async function boundsOf(
  view: QueryContext,
  scope: ReportScope,
  { silentFor: meetings = MEETINGS_BACK, silentDays }: Pick<ReportQuery, 'silentFor' | 'silentDays'>,
): Promise<{ readonly bounds: Bounds; readonly lookback: Lookback }> {
  const { day } = view.moment;
  const group = groupOf(scope);
  const held = group === null ? [] : await heldMeetings(view, group, meetings);
  const [last, early] = [held[0], silentDays === undefined ? held[meetings - 1] : undefined];
  const daysBack = addDays(day, -DAYS_BACK);
  const takenSince = last ? londonDate(last.startsAt) : daysBack;
  const silentSince = early?.startsAt ?? startOfDay(silentDays === undefined ? daysBack : addDays(day, -silentDays));
  return {
    bounds: {
      view,
      day,
      dueUntil: dueUntil(day),
      takenSince: Date.parse(startOfDay(takenSince)),
      silentSince: await lastEventAt(view, silentSince),
      metSince: await lastEventAt(view, last?.startsAt ?? startOfDay(daysBack)),
    },
    lookback: {
      takenSince: { day: takenSince, meeting: last?.reference ?? null },
      silentSince: { instant: silentSince, meeting: early?.reference ?? null },
    },
  };
}

/** A programme without a named group uses the group that oversees it. */
export function groupOf({ group, programme, programmes }: ReportScope): number | null {
  return group?.key ?? programmes.find(({ key }) => key === programme?.key)?.group ?? null;
}

export async function heldMeetings({ db, moment }: QueryContext, group: number, count: number): Promise<PastMeeting[]> {
  const rows = await db
    .selectFrom(versions('meetings', moment).as('r'))
    .innerJoin('items as i', 'i.key', 'r.key')
    .where('r.group_key', '=', group)
    .where('r.status', 'in', ['held', 'minuted'])
    .select(['i.id', 'i.reference', 'r.starts_at'])
    .orderBy('r.starts_at', 'desc')
    .orderBy('r.key', 'desc')
    .limit(count)
    .execute();
  return rows.map(({ id, reference, starts_at }) => ({
    reference: reference ?? id,
    startsAt: new Date(starts_at).toISOString(),
  }));
}

async function lastEventAt({ db }: QueryContext, instant: Instant): Promise<EventBefore> {
  const row = await db
    .selectFrom('audit')
    .select(['number', 'from_position as position'])
    .where('clock', '<=', Date.parse(instant))
    .orderBy('clock', 'desc')
    .orderBy('from_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { number: 0, position: 0 };
}
