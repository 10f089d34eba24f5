import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { OPEN } from '#domain/action/derived-rating.js';
import { RELEASABLE } from '#domain/decision/state.js';
import { addDays, type CalendarDate } from '#domain/kernel/calendar.js';
import { versions } from '../read/versions.js';
import type { View } from '../read/view.js';
import { breachVisible } from '../targets/figures.js';

/** What figures are counted by, besides the rows: days and numbers of events. */
export interface Bounds {
  readonly view: View;
  readonly day: CalendarDate;
  /** The day up to which a report looks ahead. */
  readonly dueUntil: CalendarDate;
  /** True time, in milliseconds, from which decisions count as taken since. */
  readonly takenSince: number;
  /** What was last told of up to this number is silent. */
  readonly silentSince: number;
}

type Test = (bounds: Bounds) => RawBuilder<SqlBool>;

const has =
  (column: string, value: string): Test =>
  () =>
    sql`${sql.ref(`r.${column}`)} = ${value}`;
const both =
  (one: Test, other: Test): Test =>
  (bounds) =>
    sql`(${one(bounds)} and ${other(bounds)})`;
const all: Test = () => sql`1 = 1`;
/** A firm promise not kept by its last day; an estimate is never overdue: domain, section 5. */
const overdue: Test = ({ day }) => sql`(r.firmness = 'firm' and r.latest < ${day})`;
const dueNext: Test = ({ day, dueUntil }) => sql`(r.latest >= ${day} and r.latest <= ${dueUntil})`;
const silent: Test = ({ view, silentSince }) => sql`not exists (select 1 from audit as e
  where e.key = r.key and e.number > ${silentSince} and e.number <= ${view.moment.asOf.number})`;

const open: Test = () => sql`r.status in (${sql.join(OPEN)})`;
const pending = has('status', 'pending');
const standing = has('status', 'in-force');
const breached: Test = ({ view }) => sql`r.status <> 'withdrawn' and r.key in (
  select b.key from ${versions('breaches', view.moment)} as b where b.status = 'open' and ${breachVisible(view)})`;
const ready: Test = () => sql`(r.disposition in (${sql.join(RELEASABLE)}) and r.unsettled = 0)`;
const taken: Test = ({ view, takenSince }) => sql`r.key in (select e.key from audit as e
  where e.type = 'DecisionRecorded' and e.effective_from >= ${takenSince} and e.number <= ${view.moment.asOf.number})`;
const reviewDue: Test = ({ dueUntil }) =>
  sql`(r.status not in ('superseded', 'revoked') and r.review_by <= ${dueUntil})`;

/** Every figure of the report by its table and name: what of its rows `r` it counts. */
export const FIGURES = {
  actions: {
    all,
    planned: has('status', 'planned'),
    inProgress: has('status', 'in-progress'),
    blocked: has('status', 'blocked'),
    deferred: has('status', 'deferred'),
    complete: has('status', 'complete'),
    verified: has('status', 'verified'),
    withdrawn: has('status', 'withdrawn'),
    open,
    unrated: both(open, () => sql`r.rating is null`),
    overdue: both(open, overdue),
    dueNext: both(open, dueNext),
    /** Open-ended ones never fall due: they carry a review date, or are listed here. */
    noReviewDate: both(open, () => sql`(r.open_ended = 1 and r.review_on is null)`),
    silent: both(open, silent),
  },
  milestones: {
    all,
    pending,
    met: has('status', 'met'),
    missed: has('status', 'missed'),
    withdrawn: has('status', 'withdrawn'),
    overdue: both(pending, overdue),
    dueNext: both(pending, dueNext),
  },
  targets: {
    all,
    active: has('status', 'active'),
    suspended: has('status', 'suspended'),
    withdrawn: has('status', 'withdrawn'),
    breached,
  },
  decisions: {
    all,
    taken,
    reviewDue,
    readyToRelease: both(standing, ready),
    conditionsOpen: both(standing, () => sql`r.open_conditions > 0`),
  },
} as const satisfies Record<string, Record<string, Test>>;

export type FigureTable = keyof typeof FIGURES;
export const FIGURE_TABLES = Object.keys(FIGURES) as readonly FigureTable[];
export type Counts<T extends FigureTable> = { readonly [Name in keyof (typeof FIGURES)[T]]: number };

/** `actions.overdue` */
export type FigureName = { [T in FigureTable]: `${T}.${keyof (typeof FIGURES)[T] & string}` }[FigureTable];
export const FIGURE_NAMES = FIGURE_TABLES.flatMap((table) =>
  Object.keys(FIGURES[table]).map((name) => `${table}.${name}` as FigureName),
);

/** A figure's table, and the test of its rows. */
export function figureNamed(name: FigureName): { readonly table: FigureTable; readonly test: Test } {
  const [table, figure] = name.split('.') as [FigureTable, string];
  return { table, test: (FIGURES[table] as Record<string, Test>)[figure] as Test };
}

/** How far a report looks ahead. */
export const DUE_WITHIN_DAYS = 28;
export const dueUntil = (day: CalendarDate) => addDays(day, DUE_WITHIN_DAYS);
