import { type CalendarDate, londonDate } from '#domain/index.js';
import type { AuditEntry, DecisionView } from '#read-models/index.js';
import type { Review } from './schema.js';

/** Reviews not held by `day` count as missed. */
export function reviewsOf(events: readonly AuditEntry[], state: DecisionView, day: CalendarDate): Review[] {
  const reviews: Review[] = [];
  let dueBy: CalendarDate | null = null;
  let held = 0;
  for (const { type, number, effectiveFrom, changes } of events) {
    if (type === 'DecisionReviewed') {
      const heldOn = londonDate(effectiveFrom);
      const outcome = state.reviews[held++]?.outcome ?? null;
      reviews.push({ dueBy, heldOn, state: heldHow(dueBy, heldOn), outcome, number });
      dueBy = null;
    }
    if (ENDS.has(type) && dueBy !== null) reviews.push({ dueBy, heldOn: null, state: 'lapsed', outcome: null, number });
    const change = changes.find(({ field }) => field === 'reviewBy');
    if (change) dueBy = change.after as CalendarDate | null;
  }
  if (dueBy !== null)
    reviews.push({ dueBy, heldOn: null, state: dueBy < day ? 'missed' : 'due', outcome: null, number: null });
  return reviews;
}

const ENDS: ReadonlySet<string> = new Set(['DecisionSuperseded', 'DecisionRevoked']);

function heldHow(dueBy: CalendarDate | null, heldOn: CalendarDate): Review['state'] {
  if (dueBy === null) return 'held-unasked';
  return heldOn <= dueBy ? 'held' : 'held-late';
}
