import type { CalendarDate } from '#domain/index.js';

/** The month before that of a day: the one whose figures come in now. */
export function monthBefore(day: CalendarDate): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
