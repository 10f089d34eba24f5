import type { CalendarDate } from '#domain/kernel/calendar.js';

/** What falls due: the firm date of a milestone, a review, the end of a deferral. */
export type DeadlineSort = 'milestone' | 'review' | 'deferral';

/** The day of a review or of the end of a deferral that was raised as fallen due and stands still; null where none does. */
export function dueSince(due: CalendarDate | undefined, raised: CalendarDate | undefined): CalendarDate | null {
  return due !== undefined && raised === due ? due : null;
}

/** The row of a date that stands, and whether it was raised as fallen due; none where there is no date. */
export function deadline(sort: DeadlineSort, due: CalendarDate | undefined, raised: CalendarDate | undefined) {
  return due === undefined
    ? []
    : [{ sub: sort, values: { due_on: due, raised: dueSince(due, raised) === null ? 0 : 1 } }];
}
