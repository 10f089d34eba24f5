import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { CalendarDate } from '../../kernel/calendar.js';
import { CommandBody, PlainCommand, ReasonedCommand } from '../../kernel/command.js';
import { refuse } from '../../kernel/decider.js';
import { PLANS, REPORTS } from '../../kernel/roles.js';
import { stated } from '../../kernel/stated.js';
import { IsDay, IsText } from '../../kernel/validation.js';
import { RATINGS, type Rating } from '../events.js';
import { actionVerb } from '../verb.js';

export const start = actionVerb({
  body: PlainCommand,
  roles: REPORTS,
  summary: 'Say that work on it has begun.',
  decide: (_, state) => (state.started ? [] : [{ type: 'ActionStarted', data: {} }]),
});

export class ReportActionProgress extends CommandBody {
  @IsText() narrative: string;
  @IsOptional() @IsInt() @Min(0) @Max(100) percent?: number;
}

export const reportProgress = actionVerb({
  body: ReportActionProgress,
  roles: REPORTS,
  summary: 'Report how it goes; every report is kept, also one that says the same.',
  decide({ narrative, percent }) {
    return [{ type: 'ActionProgressReported', data: stated({ narrative, percent }) }];
  },
});

export class RateAction extends CommandBody {
  @IsIn(RATINGS) rating: Rating;
  /** Why; amber and red need it. */
  @IsOptional() @IsText() narrative?: string;
}

const NEED_NARRATIVE: readonly Rating[] = ['amber', 'red'];

export const rate = actionVerb({
  body: RateAction,
  roles: REPORTS,
  summary: 'Rate it blue, green, amber or red under the scheme in force.',
  decide({ rating, narrative }, state, { lookup }) {
    if (NEED_NARRATIVE.includes(rating) && !narrative) {
      return refuse('narrative-needed', `Say in a narrative why it is ${rating}.`, { field: 'narrative', rating });
    }
    const scheme = lookup.find<{ scheme: number }>('ledger', 'ledger')?.state.scheme ?? 1;
    const before = state.rating;
    const isSame = before?.rating === rating && before.scheme === scheme && before.narrative === narrative;
    return isSame ? [] : [{ type: 'ActionRated', data: stated({ rating, narrative, scheme }) }];
  },
});

export class BlockAction extends ReasonedCommand {}

export const block = actionVerb({
  body: BlockAction,
  roles: REPORTS,
  summary: 'Say that it cannot go on, and why.',
  decide: ({ reason }, state) => (state.block === reason ? [] : [{ type: 'ActionBlocked', data: { reason } }]),
});

export const unblock = actionVerb({
  body: PlainCommand,
  roles: REPORTS,
  summary: 'Say that it can go on: back to in progress, or to planned when it had not begun.',
  decide: () => [{ type: 'ActionUnblocked', data: {} }],
});

export class DeferAction extends ReasonedCommand {
  @IsOptional() @IsDay() until?: CalendarDate;
}

export const defer = actionVerb({
  body: DeferAction,
  roles: PLANS,
  summary: 'Put it off, with the reason; a block that stood ends with it.',
  decide({ reason, until }, { deferral }) {
    if (deferral?.reason === reason && deferral.until === until) return [];
    return [{ type: 'ActionDeferred', data: stated({ reason, until }) }];
  },
});

export class ResumeAction extends ReasonedCommand {}

export const resume = actionVerb({
  body: ResumeAction,
  roles: PLANS,
  summary: 'Take it up again: back to in progress, or to planned when it had not begun.',
  decide: ({ reason }) => [{ type: 'ActionResumed', data: { reason } }],
});
