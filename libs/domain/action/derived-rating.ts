import { type CalendarDate, daysBetween } from '../kernel/calendar.js';
import { isOverdue } from '../timescale/questions.js';
import type { Reading } from '../timescale/reading.js';
import type { Rating } from './events.js';
import type { ActionStatus } from './state.js';

type Dates = Pick<Reading, 'latest' | 'firmness'>;

/** What a rating is derived from. */
export interface Rated {
  readonly status: ActionStatus;
  /** The promise that stands, and the owner's forecast. */
  readonly agreed?: Dates;
  readonly forecast?: Pick<Dates, 'latest'>;
  readonly dependsOn: readonly Dependency[];
}
/** An action that this one waits for. */
export interface Dependency extends Dates {
  readonly reference: string;
  readonly status: ActionStatus;
}

/** A fact that speaks for a colour, as data. */
export type RatingReason =
  | { readonly code: 'complete' | 'verified' | 'withdrawn' | 'deferred' | 'blocked' }
  | { readonly code: 'overdue'; readonly latest: CalendarDate; readonly days: number }
  | { readonly code: 'dependency-overdue'; readonly reference: string; readonly latest: CalendarDate }
  | { readonly code: 'dependency-blocked'; readonly reference: string }
  | { readonly code: 'forecast-late'; readonly latest: CalendarDate; readonly forecast: CalendarDate }
  | { readonly code: 'not-started'; readonly latest: CalendarDate; readonly days: number };

export interface DerivedRating {
  /** Null where nothing is to be rated: withdrawn or deferred. */
  readonly rating: Rating | null;
  readonly reasons: readonly RatingReason[];
}

/** An action that falls due within so many days should have been started. */
const START_WITHIN_DAYS = 28;

/** Statuses in which a promise is still to be kept. */
export const OPEN: readonly ActionStatus[] = ['planned', 'in-progress', 'blocked', 'deferred'];

/**
 * The rating that the facts of an action speak for on a day, beside the one that people give (domain, section 8).
 * Blue: done. Red: its firm date has passed, or what it waits for is late or blocked. Amber: blocked, forecast
 * later than agreed, or due within 28 days and not started. Green: none of these.
 */
export function derivedRating(action: Rated, on: CalendarDate): DerivedRating {
  const { status } = action;
  if (status === 'withdrawn' || status === 'deferred') return { rating: null, reasons: [{ code: status }] };
  if (status === 'complete' || status === 'verified') return { rating: 'blue', reasons: [{ code: status }] };
  const red = [...overdue(action, on), ...action.dependsOn.flatMap((dependency) => heldUpBy(dependency, on))];
  const amber = [...blocked(action), ...forecastLate(action), ...notStarted(action, on)];
  return { rating: red.length > 0 ? 'red' : amber.length > 0 ? 'amber' : 'green', reasons: [...red, ...amber] };
}

function overdue({ agreed }: Rated, on: CalendarDate): RatingReason[] {
  if (!agreed?.latest || !isOverdue(agreed, on)) return [];
  return [{ code: 'overdue', latest: agreed.latest, days: daysBetween(agreed.latest, on) }];
}

function heldUpBy(dependency: Dependency, on: CalendarDate): RatingReason[] {
  const { reference, status, latest } = dependency;
  if (!OPEN.includes(status)) return [];
  const reasons: RatingReason[] = [];
  if (latest !== null && isOverdue(dependency, on)) reasons.push({ code: 'dependency-overdue', reference, latest });
  if (status === 'blocked') reasons.push({ code: 'dependency-blocked', reference });
  return reasons;
}

function blocked({ status }: Rated): RatingReason[] {
  return status === 'blocked' ? [{ code: 'blocked' }] : [];
}

function forecastLate({ agreed, forecast }: Rated): RatingReason[] {
  if (!agreed?.latest || !forecast?.latest || forecast.latest <= agreed.latest) return [];
  return [{ code: 'forecast-late', latest: agreed.latest, forecast: forecast.latest }];
}

function notStarted({ status, agreed }: Rated, on: CalendarDate): RatingReason[] {
  if (status !== 'planned' || !agreed?.latest) return [];
  const days = daysBetween(on, agreed.latest);
  return days >= 0 && days <= START_WITHIN_DAYS ? [{ code: 'not-started', latest: agreed.latest, days }] : [];
}
