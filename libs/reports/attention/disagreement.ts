import {
  addDays,
  agreedOf,
  type CalendarDate,
  type Dependency,
  type DerivedRating,
  type Judging,
  londonDate,
} from '#domain/index.js';
import { type ActionView, derivedRatingOf, differenceOf, dueOf, type RatingDifference } from '#read-models/index.js';
import type { StateInterval } from '#read-store/index.js';

export interface OnDay {
  readonly since: CalendarDate;
  readonly state: ActionView;
}

export const byDay = (history: readonly StateInterval<ActionView>[]): OnDay[] =>
  history.map(({ effectiveFrom, state }) => ({ since: londonDate(new Date(effectiveFrom).toISOString()), state }));

export interface RatingHistory {
  /** Every day is judged by the scheme in force now. */
  readonly scheme: Judging;
  readonly action: readonly OnDay[];
  readonly others: ReadonlyMap<string, readonly OnDay[]>;
}

export interface Ratings {
  readonly day: CalendarDate;
  readonly given: string | null;
  readonly derived: DerivedRating;
  readonly difference: RatingDifference | null;
}

export function ratingsOn({ scheme, action, others }: RatingHistory, day: CalendarDate): Ratings | undefined {
  const state = stateOn(action, day);
  if (!state) return undefined;
  const dependsOn = state.dependsOn.flatMap((id) => dependency(stateOn(others.get(id) ?? [], day)));
  const derived = derivedRatingOf(state, dependsOn, day, scheme);
  return { day, given: state.rating?.rating ?? null, derived, difference: differenceOf(state, derived, scheme) };
}

/** Several states may take effect on one day; the last one counts. */
const stateOn = (history: readonly OnDay[], day: CalendarDate) => history.findLast(({ since }) => since <= day)?.state;

function dependency(state: ActionView | undefined): Dependency[] {
  if (!state) return [];
  const { reference, status } = state;
  return [{ reference, status, latest: dueOf(state), firmness: agreedOf(state)?.firmness ?? 'conditional' }];
}

export function disagreesSince(known: RatingHistory, day: CalendarDate): CalendarDate {
  let since = day;
  const difference = ratingsOn(known, day)?.difference;
  for (const earlier of possibleChanges(known).filter((turn) => turn < day)) {
    if (ratingsOn(known, earlier)?.difference !== difference) break;
    since = earlier;
  }
  return since;
}

/** Latest first. Ratings can change only when a fact took effect or a date came near or passed. */
function possibleChanges({ scheme, action, others }: RatingHistory): CalendarDate[] {
  const { startWithinDays, offTrackAfterDays } = scheme.derived;
  const days = [action, ...others.values()].flatMap((history) =>
    history.flatMap(({ since, state }) => {
      const due = dueOf(state);
      const near = due === null ? [] : [-startWithinDays, 1, offTrackAfterDays + 1].map((days) => addDays(due, days));
      return [since, ...near];
    }),
  );
  return [...new Set(days)].sort().reverse();
}
