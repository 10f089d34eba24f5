import { type AnswerTo, routes } from '#application/index.js';
import { addMonths, type CalendarDate, keyOf, REPORTS, spanOf } from '#domain/index.js';
import { hiddenOf } from '../forms/form-page.js';
import { readPeriod } from '../forms/read-period.js';
import { type Typed, textIn } from '../forms/typed.js';
import { isPast } from '../frame/moment.js';
import { definePage, type PageContext, type PageModel, type WebPage } from '../frame/page.js';
import { heldTo } from '../target/target-words.js';
import { capital, count, period as periodWords, shortPeriod } from '../words/dates.js';
import { rowOf, type SheetError } from './sheet.js';

type Targets = AnswerTo<typeof routes.targets>;

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
  const asked = textIn(typed, 'period') || query.period || lastMonth(day);
  const programme = textIn(typed, 'programme') || query.programme;
  const period = readPeriod(asked);
  const wrong = wrongPeriod(period, day);
  const past = isPast(context.moment);
  const due: Pick<Targets, 'items' | 'total'> =
    period && !wrong && !past
      ? await ask(routes.targets, {
          figureDueIn: period,
          limit: String(MOST_SHEET_ROWS),
          ...(programme && { programme }),
        })
      : { items: [], total: 0 };
  const failed = new Set(errors.map(({ ref }) => ref));
  const shown = due.items.filter(({ reference }) => !recorded.includes(reference));
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
    more: due.total === null ? 'Many' : Math.max(0, again.length + due.total - MOST_SHEET_ROWS),
    errors: unlessEmpty([
      ...(wrong ? [{ text: wrong, href: '#period' }] : []),
      ...errors.map(({ ref, id, text }) => ({ text: `${ref}: ${text}`, href: `#${id}` })),
    ]),
    hidden: hiddenOf(key, undefined),
  };
}

/** Figures of the month before come in now. */
const lastMonth = (day: CalendarDate) => addMonths(day, -1).slice(0, 7);

function wrongPeriod(period: string | undefined, today: CalendarDate): string | undefined {
  if (!period) return 'Enter a month, quarter or year, such as July 2018 or Q2 2018/19';
  return (spanOf(period)?.first ?? '') > today
    ? `${periodWords(period)} has not begun: its figures cannot be known`
    : undefined;
}

const unlessEmpty = <Item>(list: readonly Item[]) => (list.length > 0 ? list : undefined);

function heldIn(target: Targets['items'][number], period: string): string {
  const point = target.trajectory.find((each) => keyOf(each.period) === keyOf(period)) ?? target.trajectory.at(-1);
  return point ? heldTo(target, point.value) : '';
}
