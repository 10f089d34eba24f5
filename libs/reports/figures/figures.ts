import { addDays, type CalendarDate, OPEN, RELEASABLE } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { breachVisible } from '#read-models/index.js';
import { type QueryContext, versions } from '#read-store/index.js';

export interface EventBefore {
  readonly number: number;
  readonly position: number;
}

export interface Bounds {
  readonly view: QueryContext;
  readonly day: CalendarDate;
  readonly dueUntil: CalendarDate;
  /** Effective time in milliseconds. */
  readonly takenSince: number;
  /** Items without an event after this one count as silent. */
  readonly silentSince: EventBefore;
  /** Events after this one happened since the last meeting. */
  readonly metSince: EventBefore;
}

type Test = (bounds: Bounds) => RawBuilder<SqlBool>;

export interface FigureDefinition {
  readonly statuses?: readonly string[];
  readonly test?: Test;
}

const all: FigureDefinition = {};
const of = (...statuses: readonly string[]): FigureDefinition => ({ statuses });
const open = of(...OPEN);
const pending = of('pending');
const inForce = of('in-force');

/** A firm promise not kept by its last day; an estimate is never overdue: docs/domain.md, section 5. */
export const overdueOn = (day: CalendarDate) => sql<SqlBool>`(r.firmness = 'firm' and r.latest < ${day})`;
const overdue: Test = ({ day }) => overdueOn(day);
const dueNext: Test = ({ day, dueUntil }) => sql`(r.latest >= ${day} and r.latest <= ${dueUntil})`;
const unrated: Test = () => sql`r.rating is null`;
/** Open-ended items never fall due: they have a review date or are listed here. */
const noReviewDate: Test = () => sql`(r.open_ended = 1 and r.review_on is null)`;
/** So few events since a bound are gathered once; among more, each item's are looked up. */
const FEW_EVENTS = 20;

/** Costly: looks up the last event per row, so cheap version and status checks come first. */
const silent: Test = ({ view: { moment }, silentSince: { number, position } }) => {
  const { asOf } = moment;
  const since = sql`e.number > ${number} and e.number <= ${asOf.number}`;
  const unheard =
    asOf.number - number <= FEW_EVENTS
      ? sql`r.key not in (select e.key from audit as e where ${since})`
      : sql`not exists (select 1 from audit as e where e.key = r.key and ${since})`;
  return sql`(r.from_position <= ${position}
  and (r.to_position is null or r.to_position <= ${position} or r.to_position > ${asOf.position})
  and r.status in (${sql.join(OPEN)}) and ${unheard})`;
};
/** Blocked or deferred; what is overdue besides is counted there. */
const inTime: Test = (bounds) => sql`(${overdue(bounds)}) is not true`;
const undated: Test = () => sql`r.latest is null`;
const unowned: Test = () => sql`r.owner is null`;
const breached: Test = ({ view }) => sql`r.key in (
  select b.key from ${versions('breaches', view.moment)} as b where b.status = 'open' and ${breachVisible(view)})`;
const taken: Test = ({ view, takenSince }) => sql`r.key in (select e.key from audit as e
  where e.type = 'DecisionRecorded' and e.effective_from >= ${takenSince} and e.number <= ${view.moment.asOf.number})`;
const reviewDue: Test = ({ dueUntil }) => sql`r.review_by <= ${dueUntil}`;
const ready: Test = () => sql`(r.disposition in (${sql.join(RELEASABLE)}) and r.unsettled = 0)`;
const conditionsOpen: Test = () => sql`r.open_conditions > 0`;

export const FIGURES = {
  actions: {
    all,
    planned: of('planned'),
    inProgress: of('in-progress'),
    blocked: of('blocked'),
    deferred: of('deferred'),
    complete: of('complete'),
    verified: of('verified'),
    withdrawn: of('withdrawn'),
    open,
    unrated: { ...open, test: unrated },
    overdue: { ...open, test: overdue },
    dueNext: { ...open, test: dueNext },
    noReviewDate: { ...open, test: noReviewDate },
    silent: { ...open, test: silent },
    heldUp: { ...of('blocked', 'deferred'), test: inTime },
    undated: { ...of('planned', 'in-progress'), test: undated },
    unowned: { ...open, test: unowned },
  },
  milestones: {
    all,
    pending,
    met: of('met'),
    missed: of('missed'),
    withdrawn: of('withdrawn'),
    overdue: { ...pending, test: overdue },
    dueNext: { ...pending, test: dueNext },
  },
  targets: {
    all,
    active: of('active'),
    suspended: of('suspended'),
    withdrawn: of('withdrawn'),
    breached: { ...of('active', 'suspended'), test: breached },
  },
  decisions: {
    all,
    taken: { test: taken },
    reviewDue: { ...of('in-force', 'released'), test: reviewDue },
    readyToRelease: { ...inForce, test: ready },
    conditionsOpen: { ...inForce, test: conditionsOpen },
  },
} as const satisfies Record<string, Record<string, FigureDefinition>>;

export type FigureTable = keyof typeof FIGURES;
export const FIGURE_TABLES = Object.keys(FIGURES) as readonly FigureTable[];
export type Counts<T extends FigureTable> = { readonly [Name in keyof (typeof FIGURES)[T]]: number };

export type FigureName = { [T in FigureTable]: `${T}.${keyof (typeof FIGURES)[T] & string}` }[FigureTable];
export const FIGURE_NAMES = FIGURE_TABLES.flatMap((table) =>
  Object.keys(FIGURES[table]).map((name) => `${table}.${name}` as FigureName),
);

export function figureNamed(figure: FigureName) {
  const [table, name] = figure.split('.') as [FigureTable, string];
  return { table, name, figure: (FIGURES[table] as Record<string, FigureDefinition>)[name] ?? all };
}

export function figureCondition({ statuses, test }: FigureDefinition, bounds: Bounds): RawBuilder<SqlBool> {
  const ofStatus = statuses ? sql`r.status in (${sql.join(statuses)})` : sql`1 = 1`;
  return test ? sql<SqlBool>`(${ofStatus} and ${test(bounds)})` : (ofStatus as RawBuilder<SqlBool>);
}

export const DUE_WITHIN_DAYS = 28;
export const dueUntil = (day: CalendarDate) => addDays(day, DUE_WITHIN_DAYS);
