import { type AnswerTo, routes } from '#application/index.js';
import { READS } from '#domain/index.js';
import { boardOf } from '../frame/board.js';
import { nextPage } from '../frame/next-page.js';
import { definePage } from '../frame/page.js';
import { comingSaid, weekday } from '../words/coming.js';
import { count, day, period } from '../words/dates.js';

type Coming = AnswerTo<typeof routes.upcoming>['items'][number];

export const AHEAD = [
  { days: '28', says: '4 weeks' },
  { days: '91', says: '3 months' },
  { days: '183', says: '6 months' },
  { days: '365', says: 'a year' },
  { days: '1461', says: '4 years' },
] as const;

export const calendar = definePage({
  path: 'calendar',
  template: 'calendar',
  roles: READS,
  async make({ ask, query, href, names }) {
    const { cursor, days = '91', ...within } = query;
    const list = await ask(routes.upcoming, { ...within, days, limit: '100', ...(cursor && { cursor }) });
    const { nextMeeting } = list;
    return {
      title: 'Calendar',
      crumbs: [{ text: 'Plan', href: href('/') }],
      board: query.group,
      covers: boardOf({ query, names }),
      kept: Object.entries(within),
      ahead: AHEAD.map((each) => ({ ...each, chosen: each.days === days })),
      from: list.day,
      until: list.until,
      file: href('/calendar.ics', { ...within, days }),
      nextMeeting: nextMeeting && {
        ...nextMeeting,
        kind: 'meeting',
        title: `The next meeting: ${day(nextMeeting.startsAt)}`,
      },
      months: byMonth(list.items),
      isFirst: !cursor,
      next: nextPage(href, '/calendar', { ...within, days }, list.nextCursor),
    };
  },
});

/** Months of days; the ends of targets' periods apart, which would drown what was promised. */
export function byMonth(items: readonly Coming[]) {
  const months = [...new Set(items.map(({ on }) => on.slice(0, 7)))];
  return months.map((month) => {
    const within = items.filter(({ on }) => on.startsWith(month));
    const promises = within.filter(({ what }) => what !== 'period');
    const periods = within.filter(({ what }) => what === 'period');
    const days = [...new Set(promises.map(({ on }) => on))];
    return {
      name: period(month),
      days: days.map((on) => ({
        on,
        says: `${weekday(on)} ${day(on)}`,
        items: promises.filter((item) => item.on === on).map((item) => ({ ...item, says: comingSaid(item) })),
      })),
      periods,
      ends: `${count(periods.length, 'target')} ${periods.length === 1 ? 'ends' : 'end'} a period without a figure yet`,
    };
  });
}
