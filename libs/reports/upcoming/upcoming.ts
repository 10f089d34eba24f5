import { addDays, daysBetween, londonDate, startOfDay } from '#domain/index.js';
import { scopeOf } from '#read-models/index.js';
import { cursorAfter, type PageRequest, type QueryContext, sortValues, versions } from '#read-store/index.js';
import { groupOf, type PastMeeting } from '../figures/bounds.js';
import { DUE_WITHIN_DAYS, FIGURE_TABLES } from '../figures/figures.js';
import { reportLines } from '../figures/lines.js';
import type { ReportLine } from '../figures/schema.js';
import { type ComingDate, comingDates, sortKeyOf } from './dates.js';
import type { UpcomingQuery } from './schema.js';

/** Ends at the group's next meeting if that is later than `days`. Errors: those of `scopeOf`. */
export async function listUpcoming(
  view: QueryContext,
  { days = DUE_WITHIN_DAYS, ...covered }: UpcomingQuery,
  { limit, cursor }: PageRequest,
) {
  const { asOf, day } = view.moment;
  const scope = await scopeOf(view, covered);
  const group = groupOf(scope);
  const nextMeeting = group === null ? null : await meetingNext(view, group);
  const meetingDay = nextMeeting ? londonDate(nextMeeting.startsAt) : null;
  const ahead = addDays(day, days);
  const until = meetingDay !== null && meetingDay > ahead ? meetingDay : ahead;
  const after = cursor ? String(sortValues(cursor, ['string'])[0]) : '';
  const left = await comingDates(view, scope, { from: day, to: until }, { after, limit: limit + 1 });
  const page = left.slice(0, limit);
  const last = left.length > limit ? page.at(-1) : undefined;
  const lines = await linesByKey(view, page);
  return {
    day,
    until,
    nextMeeting,
    items: page.flatMap(({ key, what, on, firmness, period }) => {
      const line = lines.get(key);
      if (!line) return [];
      const { due: _, daysPast: __, breachedPeriods: ___, openConditions: ____, ...head } = line;
      const beforeNextMeeting = meetingDay === null ? null : on <= meetingDay;
      return [{ ...head, what, on, inDays: daysBetween(day, on), firmness, period, beforeNextMeeting }];
    }),
    nextCursor: last ? cursorAfter(view.moment, [sortKeyOf(last)]) : null,
    asOf,
  };
}

async function meetingNext({ db, moment }: QueryContext, group: number): Promise<PastMeeting | null> {
  const row = await db
    .selectFrom(versions('meetings', moment).as('r'))
    .innerJoin('items as i', 'i.key', 'r.key')
    .where('r.group_key', '=', group)
    .where('r.status', '=', 'scheduled')
    .where('r.starts_at', '>=', Date.parse(startOfDay(moment.day)))
    .select(['i.id', 'i.reference', 'r.starts_at'])
    .orderBy('r.starts_at')
    .orderBy('r.key')
    .limit(1)
    .executeTakeFirst();
  return row ? { reference: row.reference ?? row.id, startsAt: new Date(row.starts_at).toISOString() } : null;
}

async function linesByKey(view: QueryContext, dates: readonly ComingDate[]): Promise<ReadonlyMap<number, ReportLine>> {
  const byKey = new Map<number, ReportLine>();
  for (const table of FIGURE_TABLES) {
    const keys = [...new Set(dates.flatMap((date) => (date.table === table ? [date.key] : [])))];
    for (const [key, line] of await reportLines(view, table, keys)) byKey.set(key, line);
  }
  return byKey;
}
