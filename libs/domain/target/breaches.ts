import { type OccurredAt, type Period, spanOf } from '../kernel/calendar.js';
import type { Context } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import type { BreachCause, TargetFact } from './events.js';
import { judge, type Verdict } from './judge.js';
import { byEnd, endOf, endsAfter, keyOf, monthsOf } from './periods.js';
import type { TargetState } from './state.js';
import type { Tolerance } from './tolerance.js';

/** Independent of the order of recording. A breach ends in the first later period that met its point. */
interface Standing {
  readonly period: Period;
  readonly missed: boolean;
  readonly endedIn?: Period;
  readonly verdict?: Verdict;
}

export interface BreachRule {
  readonly tolerance?: Tolerance;
  /** Consecutive periods of equal length must miss; without it, every miss is a breach. */
  readonly consecutive?: number;
}

/**
 * Recomputes all breaches and emits TargetBreached or TargetRecovered for each period that changed. `before` holds
 * those on record.
 */
export function judgedAgain(
  before: TargetState,
  after: TargetState,
  cause: BreachCause,
  context: Pick<Context, 'today' | 'occurredAt'>,
  rule: BreachRule = {},
): TargetFact[] {
  const answersTo = before.revision + 1;
  const standings = standingsOf(after, rule);
  const breached = standings.filter((standing) => standing.missed && isNewlyOpen(before, standing));
  const recovered = standings.filter((standing) => isNewlyEnded(before, standing, breached));
  const endings = [...new Set(recovered.map(({ endedIn }) => endedIn))].sort(byEnd);
  return [
    ...breached.map(({ period, verdict }): TargetFact => {
      const { expected, condition, actual, yearBefore } = verdict ?? {};
      return {
        type: 'TargetBreached',
        data: omitUndefined({ period, cause, expected, condition, actual, yearBefore, answersTo }),
        occurredAt: trueTimeOf(period, context),
      };
    }),
    ...endings.map((period): TargetFact => {
      const ends = recovered.filter(({ endedIn }) => endedIn === period).map((standing) => standing.period);
      return {
        type: 'TargetRecovered',
        data: { period, ends, cause, answersTo },
        occurredAt: trueTimeOf(period, context),
      };
    }),
  ];
}

function standingsOf(target: TargetState, { tolerance, consecutive = 1 }: BreachRule): Standing[] {
  const periods = Object.values({ ...target.reports, ...target.measurements })
    .map(({ period }) => period)
    .sort(byEnd);
  const verdicts = new Map(periods.map((period) => [period, judge(target, period, tolerance)]));
  const met = periods.filter((period) => verdicts.get(period)?.outcome === 'met');
  const misses = periods.filter((period) => {
    const verdict = verdicts.get(period);
    return verdict ? verdict.outcome === 'missed' : keyOf(period) in target.reports;
  });
  const counted = new Set(consecutive > 1 ? inRows(misses, consecutive) : misses);
  return periods.map((period) => {
    const verdict = verdicts.get(period);
    const missed = counted.has(period) || (keyOf(period) in target.reports && !verdict);
    return { period, missed, verdict, endedIn: missed ? met.find((later) => endsAfter(later, period)) : period };
  });
}

function inRows(periods: readonly Period[], count: number): Period[] {
  const rows: Period[][] = [];
  for (const period of periods) {
    const { start, count: length } = monthsOf(period);
    const row = rows.find((each) => {
      const last = monthsOf(each.at(-1) as Period);
      return last.count === length && endOf(last) === start;
    });
    if (row) row.push(period);
    else rows.push([period]);
  }
  return rows.filter((row) => row.length >= count).flat();
}

function isNewlyOpen({ breaches }: TargetState, { period, endedIn, verdict }: Standing): boolean {
  const known = breaches[keyOf(period)];
  if (!known) return true;
  const reopened = known.endedIn !== undefined && (endedIn === undefined || isSame(known.endedIn, period));
  return reopened || (known.cause === 'report' && verdict !== undefined);
}

function isNewlyEnded(
  { breaches }: TargetState,
  standing: Standing,
  breached: readonly Standing[],
): standing is Standing & { endedIn: Period } {
  if (!standing.endedIn) return false;
  if (breached.includes(standing)) return true;
  const known = breaches[keyOf(standing.period)];
  return known !== undefined && !(known.endedIn && isSame(known.endedIn, standing.endedIn));
}

function isSame(one: Period, other: Period): boolean {
  return keyOf(one) === keyOf(other);
}

/** Uses the period's last day; docs/domain.md, section 2. */
export function trueTimeOf(period: Period, { today, occurredAt }: Pick<Context, 'today' | 'occurredAt'>): OccurredAt {
  const last = spanOf(period)?.last;
  return last && last <= today ? last : occurredAt;
}
