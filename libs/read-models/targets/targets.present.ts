import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import { breachesOf, measurementsOf } from './figures.js';
import type { MeasurementRow, TargetView } from './targets.projection.js';
import type { TARGET_LIST } from './targets.schema.js';

export type ShownTarget = Omit<AnswerOf<typeof TARGET_LIST>['items'][number], 'recent'>;

export async function presentTargets(view: QueryContext, items: readonly Item<TargetView>[]) {
  const keys = items.map(({ key }) => key);
  const measured = await measurementsOf(view, keys);
  const breached = await breachesOf(view, keys);
  return withReferences(view, items, ({ head, key, state }, { of, maybe }): ShownTarget => {
    const latest = measured.get(key)?.at(-1);
    const open = (breached.get(key) ?? []).filter(({ recovered }) => !recovered);
    return {
      ...head,
      measure: state.title,
      unit: state.unit,
      direction: state.direction,
      kind: state.kind,
      accumulates: state.accumulates,
      access: state.access.level,
      restrictedTo: maybe(state.access.group),
      programme: of(state.programme),
      status: state.status,
      baseline: state.baseline ?? null,
      trajectory: state.trajectory.map((point) => ({ ...point, condition: point.condition ?? null })),
      forecasts: state.forecasts.map((each) => ({ ...each, narrative: each.narrative ?? null })),
      latest: latest ? { period: latest.period, ...presentFigure(latest) } : null,
      openBreaches: open.map(({ period }) => period),
    };
  });
}

export function presentFigure(row: Omit<MeasurementRow, 'period' | 'first' | 'reason'>) {
  return {
    value: row.value ?? null,
    numerator: row.numerator ?? null,
    denominator: row.denominator ?? null,
    qualifier: row.qualifier ?? null,
    low: row.low ?? null,
    high: row.high ?? null,
    status: row.status,
    source: row.source ?? null,
    reportedOn: row.reportedOn ?? null,
  };
}
