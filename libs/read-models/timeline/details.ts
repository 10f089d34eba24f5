import { keyOf } from '#domain/index.js';
import {
  EVERYTHING,
  happeningOf,
  type Item,
  itemsOf,
  type QueryContext,
  type TimelineKind,
} from '#read-store/index.js';
import { effectsAt } from '../audit/changes.js';
import { presentDecisions, type ShownDecision } from '../decisions/decisions.present.js';
import { type DecisionView, STANDING } from '../decisions/decisions.projection.js';
import { presentMilestones, type ShownMilestone } from '../milestones/milestones.present.js';
import type { MilestoneView } from '../milestones/milestones.projection.js';
import { breachesOf, measurementsOf } from '../targets/figures.js';
import { comparesPeriods } from '../targets/periods.js';
import type { BreachRow, TargetView } from '../targets/targets.projection.js';

interface TimelineEvent {
  readonly key: number;
  readonly position: number;
  readonly type: string;
}

export async function detailsOf(view: QueryContext, rows: readonly TimelineEvent[]) {
  const of = (kind: TimelineKind) => rows.filter(({ type }) => happeningOf(type).kind === kind);
  const [decisions, milestones, breaches] = await Promise.all([
    shownByKey(view, of('decision'), presentDecisions),
    shownByKey(view, of('milestone'), presentMilestones),
    breachesAt(view, of('breach')),
  ]);
  return ({ key, position }: TimelineEvent) => {
    const decision = decisions.get(key);
    const milestone = milestones.get(key);
    return {
      decision: decision ? decisionNow(decision, view) : null,
      milestone: milestone ? milestoneNow(milestone) : null,
      breach: breaches.get(position) ?? null,
    };
  };
}

async function shownByKey<State extends DecisionView | MilestoneView, Shown>(
  view: QueryContext,
  rows: readonly TimelineEvent[],
  present: (view: QueryContext, items: readonly Item<State>[]) => Promise<Shown[]>,
): Promise<ReadonlyMap<number, Shown>> {
  const items = await itemsOf<State>(view.db, keysOf(rows), view.moment);
  const presented = await present(view, items);
  return new Map(items.map(({ key }, index) => [key, presented[index] as Shown]));
}

function decisionNow(decision: ShownDecision, { moment }: QueryContext) {
  const { disposition, rationale, decidedOn, status, group, meeting, conditions, reviewBy } = decision;
  const { supersedes, supersededBy, affects } = decision;
  return {
    disposition,
    rationale,
    decidedOn,
    status,
    group,
    meeting,
    conditions: conditions.map(({ number, text, agreedBy, outcome }) => ({ number, text, agreedBy, outcome })),
    reviewBy,
    reviewPast: STANDING.includes(status) && reviewBy !== null && reviewBy < moment.day,
    supersedes,
    supersededBy,
    affects,
  };
}

const milestoneNow = ({ due, status, metOn, late, overdue }: ShownMilestone) => ({
  due,
  status,
  met: status === 'met',
  metOn,
  late,
  overdue,
});

async function breachesAt(view: QueryContext, rows: readonly TimelineEvent[]) {
  const keys = keysOf(rows);
  const places = rows.map((row) => ({ ...row, kind: 'target' as const }));
  const [effects, standing, hiding, items] = await Promise.all([
    effectsAt(view, places),
    breachesOf(view, keys),
    targetsWithHiddenFigures(view, keys),
    itemsOf<TargetView>(view.db, keys, view.moment),
  ]);
  const targets = new Map(items.map(({ key, state, head }) => [key, { ...state, reference: head.reference }]));
  return new Map(
    rows.flatMap(({ key, position }) => {
      const target = targets.get(key);
      const ended = (effects.get(position)?.changes ?? []).flatMap(({ field, after }) =>
        field.startsWith('breaches.') ? [after as BreachRow] : [],
      );
      const [breach, ...others] = ended;
      if (!target || !breach) return [];
      const now = standing.get(key)?.find(({ period }) => keyOf(period) === keyOf(breach.period));
      const hidden = hiding.has(key) && comparesPeriods(target);
      return [
        [
          position,
          {
            target: target.reference,
            measure: target.title,
            unit: target.unit,
            period: breach.period,
            expected: breach.expected ?? null,
            actual: hidden ? null : (breach.actual ?? null),
            open: now !== undefined && now.recovered === undefined,
            alsoOver: others.map(({ period }) => period),
          },
        ] as const,
      ];
    }),
  );
}

async function targetsWithHiddenFigures(view: QueryContext, keys: readonly number[]): Promise<ReadonlySet<number>> {
  const [all, seen] = await Promise.all([
    measurementsOf({ ...view, reader: EVERYTHING }, keys),
    measurementsOf(view, keys),
  ]);
  return new Set(keys.filter((key) => (seen.get(key)?.length ?? 0) < (all.get(key)?.length ?? 0)));
}

const keysOf = (rows: readonly TimelineEvent[]) => [...new Set(rows.map(({ key }) => key))];
