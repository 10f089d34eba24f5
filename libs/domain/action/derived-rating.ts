import { type CalendarDate, daysBetween } from '../kernel/calendar.js';
import type { Rating } from '../kernel/rating.js';
import type { RatingScheme } from '../ledger/events.js';
import { FIRST_SCHEME } from '../ledger/scheme.js';
import { isOverdue } from '../timescale/questions.js';
import type { Reading } from '../timescale/reading.js';
import type { ActionStatus } from './state.js';

export type Judging = Pick<RatingScheme, 'derived'>;
type Dates = Pick<Reading, 'latest' | 'firmness'>;
export interface Occurrence {
  readonly due: CalendarDate;
  readonly outcome: 'completed' | 'missed';
  readonly narrative?: string;
}

export interface RatedItem {
  readonly status: ActionStatus;
  readonly agreed?: Dates & Pick<Reading, 'precision' | 'openEnded'>;
  readonly forecast?: Pick<Dates, 'latest'>;
  readonly dependsOn: readonly Dependency[];
  readonly occurrences: readonly Occurrence[];
}
export interface Dependency extends Dates {
  readonly reference: string;
  readonly status: ActionStatus;
}

export type RatingReason =
  | { readonly code: 'complete' | 'verified' | 'withdrawn' | 'deferred' | 'blocked' }
  | { readonly code: 'no-timescale' | 'timescale-unread' | 'timescale-undated' | 'timescale-conditional' }
  | { readonly code: 'occurrence-missed'; readonly due: CalendarDate; readonly narrative: string }
  | { readonly code: 'overdue'; readonly latest: CalendarDate; readonly days: number }
  | { readonly code: 'dependency-overdue'; readonly reference: string; readonly latest: CalendarDate }
  | { readonly code: 'dependency-blocked'; readonly reference: string }
  | { readonly code: 'forecast-late'; readonly latest: CalendarDate; readonly forecast: CalendarDate }
  | { readonly code: 'not-started'; readonly latest: CalendarDate; readonly days: number };

export interface DerivedRating {
  readonly rating: Rating | null;
  readonly reasons: readonly RatingReason[];
}

export const OPEN: readonly ActionStatus[] = ['planned', 'in-progress', 'blocked', 'deferred'];

/**
 * Rates by facts alone, beside the people's rating; null when the facts cannot tell. Rules: docs/domain.md, section 8.
 */
export function derivedRating(action: RatedItem, on: CalendarDate, { derived }: Judging = FIRST_SCHEME): DerivedRating {
  const { status } = action;
  if (status === 'withdrawn' || status === 'deferred') return { rating: null, reasons: [{ code: status }] };
  if (status === 'complete' || status === 'verified') return { rating: derived.done, reasons: [{ code: status }] };
  const late = overdue(action, on);
  const isOff = late.some(({ days }) => days > derived.offTrackAfterDays);
  const off = [...missed(action), ...action.dependsOn.flatMap((dependency) => heldUpBy(dependency, on))];
  const risky = [...blocked(action), ...forecastLate(action), ...notStarted(action, on, derived.startWithinDays)];
  const reasons = [...late, ...off, ...risky];
  if (reasons.length > 0) return { rating: isOff || off.length > 0 ? derived.offTrack : derived.atRisk, reasons };
  const unjudged = nothingToJudgeBy(action);
  return { rating: unjudged.length > 0 ? null : derived.onTrack, reasons: unjudged };
}

function overdue({ agreed }: RatedItem, on: CalendarDate): Extract<RatingReason, { code: 'overdue' }>[] {
  if (!agreed?.latest || !isOverdue(agreed, on)) return [];
  return [{ code: 'overdue', latest: agreed.latest, days: daysBetween(agreed.latest, on) }];
}

/** A missed occurrence counts until a later one is done. */
function missed({ occurrences }: RatedItem): RatingReason[] {
  const last = occurrences.reduce<Occurrence | undefined>(
    (one, other) => (one && one.due > other.due ? one : other),
    undefined,
  );
  return last?.outcome === 'missed'
    ? [{ code: 'occurrence-missed', due: last.due, narrative: last.narrative ?? '' }]
    : [];
}

function nothingToJudgeBy({ agreed }: RatedItem): RatingReason[] {
  if (!agreed) return [{ code: 'no-timescale' }];
  if (agreed.precision === 'unread') return [{ code: 'timescale-unread' }];
  if (agreed.firmness === 'conditional') return [{ code: 'timescale-conditional' }];
  return agreed.latest === null && !agreed.openEnded ? [{ code: 'timescale-undated' }] : [];
}

function heldUpBy(dependency: Dependency, on: CalendarDate): RatingReason[] {
  const { reference, status, latest } = dependency;
  if (!OPEN.includes(status)) return [];
  const reasons: RatingReason[] = [];
  if (latest !== null && isOverdue(dependency, on)) reasons.push({ code: 'dependency-overdue', reference, latest });
  if (status === 'blocked') reasons.push({ code: 'dependency-blocked', reference });
  return reasons;
}

function blocked({ status }: RatedItem): RatingReason[] {
  return status === 'blocked' ? [{ code: 'blocked' }] : [];
}

function forecastLate({ agreed, forecast }: RatedItem): RatingReason[] {
  if (!agreed?.latest || !forecast?.latest || forecast.latest <= agreed.latest) return [];
  return [{ code: 'forecast-late', latest: agreed.latest, forecast: forecast.latest }];
}

function notStarted({ status, agreed, occurrences }: RatedItem, on: CalendarDate, withinDays: number): RatingReason[] {
  if (status !== 'planned' || occurrences.length > 0 || !agreed?.latest) return [];
  const days = daysBetween(on, agreed.latest);
  return days >= 0 && days <= withinDays ? [{ code: 'not-started', latest: agreed.latest, days }] : [];
}
