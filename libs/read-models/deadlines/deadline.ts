import type { CalendarDate } from '#domain/index.js';

export type DeadlineSort = 'milestone' | 'review' | 'deferral';

/** Set once the deadline event was raised for the current date. */
export function dueSince(due: CalendarDate | undefined, raised: CalendarDate | undefined): CalendarDate | null {
  return due !== undefined && raised === due ? due : null;
}

export function deadline(sort: DeadlineSort, due: CalendarDate | undefined, raised: CalendarDate | undefined) {
  return due === undefined
    ? []
    : [{ sub: sort, values: { due_on: due, raised: dueSince(due, raised) === null ? 0 : 1 } }];
}
