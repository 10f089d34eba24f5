import { IsOptional } from 'class-validator';
import { Nullable } from '../kernel/body.js';
import type { CalendarDate } from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal, refuse } from '../kernel/decider.js';
import { IsNested } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsDayOrNull, IsText } from '../kernel/validation.js';
import { agreedOf } from '../timescale/agreed.js';
import type { Authority } from '../timescale/authorities.js';
import { authorityOf, IsAuthority } from '../timescale/authority.js';
import {
  ConfirmReading,
  confirmed,
  isSamePromise,
  ReadAsBody,
  readPromise,
  TIMESCALE_LIMIT,
} from '../timescale/promise.js';
import { promisesIn } from '../timescale/promises-in.js';
import type { Timescale } from '../timescale/reading.js';
import type { ActionFact } from './events.js';
import { type ActionState, actionVerb } from './state.js';

export class ReviseActionTimescale extends ReasonedCommand {
  @IsText(TIMESCALE_LIMIT) timescale: string;
  /** On whose word it moves: the group's when a meeting is named, otherwise the lead's own, which is not agreed. */
  @IsOptional() @IsAuthority() authority?: Authority;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const reviseTimescale = actionVerb({
  body: ReviseActionTimescale,
  roles: PLANS,
  summary: 'Move the agreed date: a slip, with its reason and on whose authority.',
  decide(command, state, context) {
    const timescale = readPromise(command.timescale, command.readAs, context, state);
    if (isSamePromise(agreedOf(state), timescale)) return [];
    return revision({ timescale, reason: command.reason, authority: authorityOf(command, context) }, state);
  },
});

type Revision = Extract<ActionFact, { type: 'ActionTimescaleRevised' }>['data'];

/** The move, and the forecast that its text tells. */
export function revision(data: Revision, state: Pick<ActionState, 'forecast'>): ActionFact[] {
  const { forecast } = promisesIn(data.timescale);
  const isNew = forecast && !isSamePromise(state.forecast, forecast);
  return [{ type: 'ActionTimescaleRevised', data }, ...(isNew ? [forecastAs(forecast)] : [])];
}

export const confirmReading = actionVerb({
  body: ConfirmReading,
  roles: PLANS,
  summary:
    'Confirm or replace how the agreed timescale text is read; no slip: where its last day moves, counted as restated.',
  decide(command, state, context) {
    const agreed = agreedOf(state);
    if (!agreed) {
      return refuse('no-timescale', `${context.reference} has no timescale to read; give it one first.`);
    }
    const timescale = confirmed(agreed, command);
    if (!timescale) return [];
    if (isRefusal(timescale)) return timescale;
    return [{ type: 'ActionReadingConfirmed', data: { timescale, basis: command.basis } }];
  },
});

export class ForecastAction extends CommandBody {
  @IsText(TIMESCALE_LIMIT) timescale: string;
  @IsOptional() @IsText() narrative?: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const forecast = actionVerb({
  body: ForecastAction,
  roles: REPORTS,
  summary: 'Say when its owner now expects it; the agreed date stays.',
  decide(command, state, context) {
    const timescale = readPromise(command.timescale, command.readAs, context, state);
    if (isSamePromise(state.forecast, timescale) && !command.narrative) return [];
    return [forecastAs(timescale, command.narrative)];
  },
});

export function forecastAs(timescale: Timescale, narrative?: string): ActionFact {
  return { type: 'ActionForecast', data: omitUndefined({ timescale, narrative }) };
}

export class SetActionReviewDate extends CommandBody {
  /** When it is looked at again; null when it no longer needs to be. */
  @Nullable() @IsDayOrNull() reviewOn: CalendarDate | null;
}

export const setReviewDate = actionVerb({
  body: SetActionReviewDate,
  roles: PLANS,
  summary: 'Set the day on which an action that never falls due is looked at again.',
  decide({ reviewOn }, state) {
    return reviewOn === (state.reviewOn ?? null) ? [] : [{ type: 'ActionReviewDateSet', data: { reviewOn } }];
  },
});
