import { CALENDAR, CALENDAR_FILTERS, listCalendar } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'calendar',
  summary: 'Every promise with a day, review and meeting, by day, from a year back: what a calendar holds.',
  filters: CALENDAR_FILTERS,
  answers: CALENDAR,
  list: listCalendar,
});
