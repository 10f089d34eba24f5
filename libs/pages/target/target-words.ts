import type { routes } from '#application/index.js';
import { type CalendarDate, spanOf } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { capital, list, period } from '../words/dates.js';
import { direction, figure, level } from '../words/labels.js';

export type Target = AnswerOf<(typeof routes.target)['answers']>;
export type Spc = AnswerOf<(typeof routes.controlChart)['answers']>;
export type TargetPeriod = Target['periods'][number];

/** Whether levels are changes on the year before, in percent, and no figures of the measure. */
export const isRelative = (target: Pick<Target, 'direction'>): boolean =>
  target.direction === 'increase-by' || target.direction === 'reduce-by';

export type Held = Pick<Target, 'direction' | 'unit'>;

/** "at least 66.7%", "down by 33.3% on the year before". */
export function heldTo(target: Held, ...values: readonly (string | number)[]): string {
  const words = direction(target.direction);
  return isRelative(target)
    ? `${words} ${list(values.map((value) => `${level(value)}%`))} on the year before`
    : `${words} ${list(values.map((value) => figure(level(value), target.unit)))}`;
}

/** The level that the newest figure is held to, in words: "Above 53% from 2017". */
export function inWords(target: Target, on: CalendarDate): string {
  const { trajectory, latest, kind } = target;
  const point = pointAt(target, latest?.period, on);
  if (!point) return 'No level is stated';
  const since = kind === 'standard' && point === trajectory.at(-1) ? 'from' : 'in';
  const condition = point.condition ? ` (${point.condition})` : '';
  return `${capital(heldTo(target, point.value))} ${since} ${period(point.period)}${condition}`;
}

/** The point that the level of the newest figure is taken from; without a figure, the one that applies on the day. */
function pointAt({ trajectory, periods }: Target, latest: string | undefined, on: CalendarDate) {
  const expected = periods.find((row) => row.period === latest)?.expected;
  const judgedBy = expected ? trajectory.findLast(({ value }) => value === expected) : undefined;
  return judgedBy ?? trajectory.find((point) => (spanOf(point.period)?.last ?? on) >= on) ?? trajectory.at(-1);
}

const RULE = {
  'outside-limits': 'outside the limits',
  shift: '7 or more in a row on one side of the average',
  trend: '7 or more in a row going one way',
  'near-limit': '2 of 3 close to a limit',
} as const;

type Signal = Spc['points'][number]['signals'][number];

export const ruleWords = ({ rule }: Pick<Signal, 'rule'>): string => RULE[rule];

const NOUN = {
  month: 'month',
  quarter: 'quarter',
  'financial-quarter': 'quarter',
  year: 'year',
  'financial-year': 'year',
} as const;

export const periodNoun = (kind: keyof typeof NOUN): string => NOUN[kind];
