import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar.js';
import { CommandBody, PlainCommand, ReasonedCommand } from '../kernel/command.js';
import { refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { RATINGS, type Rating } from '../kernel/rating.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsDay, IsText } from '../kernel/validation.js';
import { FIRST_SCHEME, ratingIn } from '../ledger/scheme.js';
import { LEDGER_STREAM, type LedgerState } from '../ledger/state.js';
import { actionVerb } from './state.js';

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
    return [{ type: 'ActionProgressReported', data: omitUndefined({ narrative, percent }) }];
  },
});

export class RateAction extends CommandBody {
  @IsIn(RATINGS) rating: Rating;
  /** Why; the scheme in force says which colours need it, amber and red always do. */
  @IsOptional() @IsText() narrative?: string;
}

export const rate = actionVerb({
  body: RateAction,
  roles: REPORTS,
  summary: 'Rate it blue, green, amber or red under the scheme in force.',
  decide({ rating, narrative }, state, { lookup }) {
    const inForce = lookup.find<LedgerState>('ledger', LEDGER_STREAM)?.state.scheme ?? FIRST_SCHEME;
    const meant = ratingIn(inForce, rating);
    if (!meant) {
      const allowed = inForce.ratings.map((each) => each.rating);
      const detail = `The scheme in force, ${inForce.name}, has no ${rating}; it has ${allowed.join(', ')}.`;
      return refuse('rating-not-in-scheme', detail, { field: 'rating', value: rating, allowed });
    }
    if (meant.needsNarrative && !narrative) {
      const detail = `Say in a narrative why it is ${rating} (${meant.word}).`;
      return refuse('narrative-needed', detail, { field: 'narrative', rating });
    }
    const scheme = inForce.version;
    const before = state.rating;
    const isSame = before?.rating === rating && before.scheme === scheme && before.narrative === narrative;
    return isSame ? [] : [{ type: 'ActionRated', data: omitUndefined({ rating, narrative, scheme }) }];
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
    return [{ type: 'ActionDeferred', data: omitUndefined({ reason, until }) }];
  },
});

export class ResumeAction extends ReasonedCommand {}

export const resume = actionVerb({
  body: ResumeAction,
  roles: PLANS,
  summary: 'Take it up again: back to in progress, or to planned when it had not begun.',
  decide: ({ reason }) => [{ type: 'ActionResumed', data: { reason } }],
});
