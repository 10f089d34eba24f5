import type { AnswerOf, Item, QueryContext } from '#read-store/index.js';
import { measurementsOf } from './figures.js';
import { periodsOf } from './periods.js';
import type { TargetView } from './targets.projection.js';
import type { JUDGED_FIGURE } from './targets.schema.js';

export type JudgedFigure = AnswerOf<typeof JUDGED_FIGURE>;

/** Three years of monthly figures: what a line beside a target shows. */
const MOST_RECENT = 36;

/** The latest single figures of each target, oldest first, each with its level and how it was judged. */
export async function recentFigures(
  view: QueryContext,
  items: readonly Item<TargetView>[],
): Promise<(readonly JudgedFigure[])[]> {
  const measured = await measurementsOf(
    view,
    items.map(({ key }) => key),
  );
  return items.map(({ key, state }) =>
    periodsOf(state, { measurements: measured.get(key) ?? [], breaches: [], figuresHidden: false })
      .flatMap(({ period, expected, measurement, verdict }) =>
        measurement?.value ? [{ period, value: measurement.value, expected, verdict }] : [],
      )
      .slice(-MOST_RECENT),
  );
}
