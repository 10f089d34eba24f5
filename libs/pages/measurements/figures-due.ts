import { type AnswerTo, type Ask, routes } from '#application/index.js';
import { type CalendarDate, keyOf, monthsOf } from '#domain/index.js';

export type ListedTarget = AnswerTo<typeof routes.targets>['items'][number];

const PAGE = '100';

/**
 * Targets that have no figure of the period and are held to a level in it, or were measured last in periods of its
 * length. The list says which are measured; the target itself says in which periods.
 */
export async function figuresDue(
  ask: Ask,
  period: string,
  most: number,
  programme?: string,
): Promise<readonly ListedTarget[]> {
  const candidates: ListedTarget[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { status: 'active', limit: PAGE, ...(programme && { programme }), ...(cursor && { cursor }) };
    const page: AnswerTo<typeof routes.targets> = await ask(routes.targets, query);
    candidates.push(...page.items.filter((target) => isHeldIn(target, period)));
    cursor = page.nextCursor;
  }
  const due: ListedTarget[] = [];
  for (const target of candidates) {
    if (due.length > most) break;
    if (target.recent.some((figure) => keyOf(figure.period) === keyOf(period))) continue;
    const { periods } = await ask(routes.target, {}, { ref: target.reference });
    if (!periods.some((each) => each.measurement && keyOf(each.period) === keyOf(period))) due.push(target);
  }
  return due;
}

function isHeldIn({ trajectory, latest }: ListedTarget, period: string): boolean {
  const { count: months } = monthsOf(period);
  return (
    trajectory.some((point) => keyOf(point.period) === keyOf(period)) ||
    (latest !== null && monthsOf(latest.period).count === months)
  );
}

/** The month before that of a day: the one whose figures come in now. */
export function monthBefore(day: CalendarDate): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
