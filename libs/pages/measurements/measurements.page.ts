import { type AnswerTo, type Ask, routes } from '#application/index.js';
import { type CalendarDate, keyOf, monthsOf, REPORTS, spanOf } from '#domain/index.js';
import { hiddenOf } from '../forms/form-page.js';
import { readPeriod } from '../forms/read-period.js';
import { type Typed, textIn } from '../forms/typed.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { heldTo } from '../target/target-words.js';
import { capital, count, period as periodWords, shortPeriod } from '../words/dates.js';
import { rowOf, type SheetError } from './sheet.js';

type Listed = AnswerTo<typeof routes.targets>['items'][number];

/** A sheet as it is opened, or as it comes back with rows that failed. */
export interface SheetState {
  readonly key: string;
  readonly typed?: Typed;
  readonly errors?: readonly SheetError[];
  /** Targets whose figure was recorded by this sending. */
  readonly recorded?: readonly string[];
}

/** At most so many rows stand on a sheet; more are reached by their programme. */
export const MOST_SHEET_ROWS = 60;

/** The figures of one period, each target whose figure is due on a row of its own. */
export const measurementsPage = (state: SheetState): WebPage =>
  definePage({
    path: 'measurements',
    template: 'measurements',
    section: 'plan',
    roles: REPORTS,
    make: (context) => sheetModel(state, context),
  });

async function sheetModel(
  { key, typed = {}, errors = [], recorded = [] }: SheetState,
  context: PageContext,
): Promise<PageModel> {
  const { ask, query, day, href } = context;
  const asked = textIn(typed, 'period') || query.period || monthBefore(day);
  const programme = textIn(typed, 'programme') || query.programme;
  const period = readPeriod(asked);
  const wrong = wrongPeriod(period, day);
  const past = isPast(context.moment);
  const due = period && !wrong && !past ? await dueFor(ask, period, programme) : [];
  const failed = new Set(errors.map(({ ref }) => ref));
  const shown = due.filter(({ reference }) => !recorded.includes(reference));
  const missing = [...failed].filter((ref) => !shown.some(({ reference }) => reference === ref));
  const again = missing.length > 0 ? (await ask(routes.targets, { references: missing.join(',') })).items : [];
  const rows = [...again, ...shown];
  return {
    title: wrong || !period ? 'Figures of a period' : `Figures of ${periodWords(period)}`,
    crumbs: [
      { text: 'Plan', href: href('/') },
      { text: 'Targets', href: href('/targets', { programme }) },
    ],
    past,
    period,
    asked: period && !wrong ? shortPeriod(period) : asked,
    programme,
    wrong,
    saved: recorded.length > 0 ? `${count(recorded.length, 'figure')} recorded. What is below was not.` : null,
    rows: rows.slice(0, MOST_SHEET_ROWS).map((target) => ({
      reference: target.reference,
      measure: target.measure,
      unit: target.unit,
      held: period && capital(heldIn(target, period)),
      latest: target.latest && periodWords(target.latest.period),
      typed: rowOf(typed, target.reference),
      errors: errors.filter(({ ref }) => ref === target.reference),
    })),
    more: Math.max(0, rows.length - MOST_SHEET_ROWS),
    errors: unlessEmpty([
      ...(wrong ? [{ text: wrong, href: '#period' }] : []),
      ...errors.map(({ ref, id, text }) => ({ text: `${ref}: ${text}`, href: `#${id}` })),
    ]),
    hidden: hiddenOf(key, undefined),
  };
}

function wrongPeriod(period: string | undefined, today: CalendarDate): string | undefined {
  if (!period) return 'Enter a month, quarter or year, such as July 2018 or Q2 2018/19';
  return (spanOf(period)?.first ?? '') > today
    ? `${periodWords(period)} has not begun: its figures cannot be known`
    : undefined;
}

const unlessEmpty = <Item>(list: readonly Item[]) => (list.length > 0 ? list : undefined);

function heldIn(target: Listed, period: string): string {
  const point = target.trajectory.find((each) => keyOf(each.period) === keyOf(period)) ?? target.trajectory.at(-1);
  return point ? heldTo(target, point.value) : '';
}

const PAGE = '100';

/**
 * Targets that have no figure of the period and are held to a level in it, or were measured last in periods of its
 * length. The list says which are measured; the target itself says in which periods.
 */
async function dueFor(ask: Ask, period: string, programme: string | undefined): Promise<readonly Listed[]> {
  const candidates: Listed[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { status: 'active', limit: PAGE, ...(programme && { programme }), ...(cursor && { cursor }) };
    const page: AnswerTo<typeof routes.targets> = await ask(routes.targets, query);
    candidates.push(...page.items.filter((target) => isHeldIn(target, period)));
    cursor = page.nextCursor;
  }
  const due: Listed[] = [];
  for (const target of candidates) {
    if (due.length > MOST_SHEET_ROWS) break;
    if (target.recent.some((figure) => keyOf(figure.period) === keyOf(period))) continue;
    const { periods } = await ask(routes.target, {}, { ref: target.reference });
    if (!periods.some((each) => each.measurement && keyOf(each.period) === keyOf(period))) due.push(target);
  }
  return due;
}

function isHeldIn({ trajectory, latest }: Listed, period: string): boolean {
  const { count: months } = monthsOf(period);
  return (
    trajectory.some((point) => keyOf(point.period) === keyOf(period)) ||
    (latest !== null && monthsOf(latest.period).count === months)
  );
}

/** The month before that of a day: the one whose figures come in now. */
function monthBefore(day: CalendarDate): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
