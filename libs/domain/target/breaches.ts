import { type OccurredAt, type Period, spanOf } from '../kernel/calendar.js';
import type { Context } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import type { BreachCause, TargetFact } from './events.js';
import { judge, type Verdict } from './judge.js';
import { byEnd, endOf, endsAfter, keyOf, monthsOf } from './periods.js';
import type { TargetState } from './state.js';
import type { Tolerance } from './tolerance.js';

/**
 * How a period stands: missed or not, and in which period the breach ended. A breach ends in the first later
 * period that met its point; one that is judged otherwise after all ends in its own period. This depends on
 * the figures, the reports and the promise alone, never on the order in which they were recorded.
 */
interface Standing {
  readonly period: Period;
  readonly missed: boolean;
  readonly endedIn?: Period;
  /** Absent where somebody's report alone says that it was missed. */
  readonly verdict?: Verdict;
}

/** When a miss is a breach; without it every miss is one. */
export interface BreachRule {
  readonly tolerance?: Tolerance;
  /** A missed period is a breach where it stands in a row of so many or more: each as long as the one before, which it follows. */
  readonly consecutive?: number;
}

/**
 * What has to be recorded so that the breaches on record are those that `after` makes: for every period whose
 * standing is another, a TargetBreached, or a TargetRecovered for those that one period ends.
 * `before` holds the breaches on record; `after` the same target with the new figure, report or promise; `rule` another rule than the ledger's own.
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

/** Those periods that stand in a row of so many or more. */
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

/** The last day of a period, or where it has not ended yet the time that the command states. docs/domain.md, section 2. */
export function trueTimeOf(period: Period, { today, occurredAt }: Pick<Context, 'today' | 'occurredAt'>): OccurredAt {
  const last = spanOf(period)?.last;
  return last && last <= today ? last : occurredAt;
}
