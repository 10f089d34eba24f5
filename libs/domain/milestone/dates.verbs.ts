import { IsOptional } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { isRefusal } from '../kernel/decider.js';
import { IsNested } from '../kernel/nested.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsText } from '../kernel/validation.js';
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
import type { MilestoneFact } from './events.js';
import { type MilestoneState, milestoneVerb } from './state.js';

export class ReviseMilestoneDate extends ReasonedCommand {
  @IsText(TIMESCALE_LIMIT) due: string;
  /** On whose word it moves: the group's when a meeting is named, otherwise the lead's own, which is not agreed. */
  @IsOptional() @IsAuthority() authority?: Authority;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const reviseDate = milestoneVerb({
  body: ReviseMilestoneDate,
  roles: PLANS,
  summary: 'Move its date: a slip, with its reason and on whose authority.',
  decide(command, state, context) {
    const due = readPromise(command.due, command.readAs, context, state);
    if (isSamePromise(agreedOf(state), due)) return [];
    return revision({ due, reason: command.reason, authority: authorityOf(command, context) }, state);
  },
});

type Revision = Extract<MilestoneFact, { type: 'MilestoneDateRevised' }>['data'];

/** The move, and the forecast that its text tells. */
export function revision(data: Revision, state: Pick<MilestoneState, 'forecast'>): MilestoneFact[] {
  const { forecast } = promisesIn(data.due);
  const isNew = forecast && !isSamePromise(state.forecast, forecast);
  return [{ type: 'MilestoneDateRevised', data }, ...(isNew ? [forecastAs(forecast)] : [])];
}

export const confirmReading = milestoneVerb({
  body: ConfirmReading,
  roles: PLANS,
  summary: 'Confirm or replace how its timescale text is read; no slip: where its last day moves, counted as restated.',
  decide(command, state) {
    const due = confirmed(state.revised ?? state.original, command);
    if (!due) return [];
    return isRefusal(due) ? due : [{ type: 'MilestoneReadingConfirmed', data: { due, basis: command.basis } }];
  },
});

export class ForecastMilestone extends CommandBody {
  @IsText(TIMESCALE_LIMIT) due: string;
  @IsOptional() @IsText() narrative?: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const forecast = milestoneVerb({
  body: ForecastMilestone,
  roles: REPORTS,
  summary: 'Say when it is now expected; the agreed date stays.',
  decide(command, state, context) {
    const due = readPromise(command.due, command.readAs, context, state);
    if (isSamePromise(state.forecast, due) && !command.narrative) return [];
    return [forecastAs(due, command.narrative)];
  },
});

export function forecastAs(due: Timescale, narrative?: string): MilestoneFact {
  return { type: 'MilestoneForecast', data: omitUndefined({ due, narrative }) };
}
