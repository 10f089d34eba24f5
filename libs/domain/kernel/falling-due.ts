import type { CalendarDate } from './calendar.js';
import { type Context, type Refusal, refuse } from './decider.js';

export function notFallenDue(
  date: CalendarDate | undefined,
  what: string,
  { reference, today }: Context,
): Refusal | undefined {
  if (date === undefined) return refuse('no-date-to-raise', `${reference} has no ${what}; set one first.`);
  if (date <= today) return undefined;
  return refuse('not-yet-due', `The ${what} of ${reference} is ${date}; it can be raised from that day on.`, {
    due: date,
  });
}
