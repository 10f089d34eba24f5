import { IsOptional } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { REPORTS } from '../kernel/roles.js';
import { IsDay, IsText } from '../kernel/validation.js';
import { agreedOf } from '../timescale/agreed.js';
import { occurrencesBetween } from '../timescale/questions.js';
import { type ActionState, actionVerb } from './state.js';

export class CompleteActionOccurrence extends CommandBody {
  /** The due date of the series that was kept. */
  @IsDay() due: CalendarDate;
  @IsOptional() @IsText() evidence?: string;
}

export const completeOccurrence = actionVerb({
  body: CompleteActionOccurrence,
  roles: REPORTS,
  summary: 'Say that a recurring action was done for one of its due dates; the series goes on.',
  decide({ due, evidence }, state, context) {
    return (
      notOpen(state, due, context) ?? [{ type: 'ActionOccurrenceCompleted', data: omitUndefined({ due, evidence }) }]
    );
  },
});

export class MissActionOccurrence extends ReasonedCommand {
  /** The due date of the series that was not kept. */
  @IsDay() due: CalendarDate;
}

export const missOccurrence = actionVerb({
  body: MissActionOccurrence,
  roles: REPORTS,
  summary: 'Say that a recurring action was not done for one of its due dates, and why.',
  decide({ due, reason }, state, context) {
    const wrong = notOpen(state, due, context);
    if (wrong) return wrong;
    if (due < context.today) return [{ type: 'ActionOccurrenceMissed', data: { due, reason } }];
    return refuse('not-yet-due', `It can still be done until ${due}; record it as missed once that day has passed.`, {
      field: 'due',
      value: due,
    });
  },
});

function notOpen(state: ActionState, due: CalendarDate, { reference }: Context): Refusal | undefined {
  const agreed = agreedOf(state);
  const recurrence = agreed?.recurrence;
  if (!recurrence) {
    return refuse('action-not-recurring', `${reference} does not recur; complete it as a whole.`, { due });
  }
  if (!occurrencesBetween(recurrence, due, due).includes(due)) {
    return refuse('not-a-due-date', `${due} is no due date of "${agreed.text}".`, { field: 'due', value: due });
  }
  const recorded = state.occurrences[due];
  if (!recorded) return undefined;
  return refuse('occurrence-already-recorded', `${due} is recorded as ${recorded} already.`, { due, recorded });
}
