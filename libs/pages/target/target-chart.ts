import { type CalendarDate, monthsOf, spanOf } from '#domain/index.js';
import type { ChartLine, RunChart } from '../charts/run-chart.js';
import { capital, list, period, shortPeriod } from '../words/dates.js';
import { direction, figure, level } from '../words/labels.js';
import { inWords, isRelative, type Spc, type Target } from './target-words.js';

const at = (of: string) => monthsOf(of).start;

interface Decision {
  readonly reference: string;
  readonly title: string;
}

/** What is drawn of a target; undefined where there are not two things to draw. */
export function chartOfTarget(
  target: Target,
  spc: Spc,
  decisions: readonly Decision[],
  on: CalendarDate,
): RunChart | undefined {
  const path = trajectoryOf(target, spc);
  const rows = new Map(target.periods.map((row) => [row.period, row]));
  const points = spc.points.map(({ period: of, value, signals }, index) => {
    const row = rows.get(of);
    const means = signals[0]?.means;
    const missed = row?.verdict === 'missed' ? ('missed' as const) : ('usual' as const);
    return {
      at: at(of),
      value: Number(value),
      text: String(row?.measurement?.value ?? value),
      kind: means ? (means === 'concern' ? ('worse' as const) : ('better' as const)) : missed,
      said: index === spc.points.length - 1 || signals.some(({ rule }) => rule === 'outside-limits'),
    };
  });
  const periods = [...new Set([...spc.points, ...path].map((each) => each.period))].sort((a, b) => at(a) - at(b));
  if (periods.length < 2) return undefined;
  const expected = spc.points.map((point) => ({ ...point, level: isRelative(target) ? null : levelAt(target, point) }));
  const levels = path.length > 0 ? [] : levelLines(expected);
  return {
    title: target.measure,
    description: describe(target, spc, path.length > 0, levels.length > 0 ? inWords(target, on) : ''),
    points,
    levels,
    path: path.map(({ period: of, value, condition }) => ({
      at: at(of),
      value: Number(value),
      conditional: condition !== null,
    })),
    levelName: levelName(target, path, levels),
    limits: limitsOf(spc),
    notes: notesOf(spc, levels.length > 0 ? expected : [], decisions),
    times: periods.map((of) => ({ at: at(of), text: shortPeriod(of).replace(/\u00a020(\d\d)$/, ' ’$1') })),
  };
}

/** Levels of a trajectory, drawn where they are of the same length of period as the figures. */
function trajectoryOf(target: Target, { periods }: Spc): Target['trajectory'] {
  if (isRelative(target)) return [];
  const kind = periods ?? spanOf(target.trajectory.at(-1)?.period ?? '')?.kind;
  const same = target.trajectory.filter((point) => spanOf(point.period)?.kind === kind);
  return same.length > 1 ? same : [];
}

const levelAt = ({ periods }: Target, point: { readonly period: string }) =>
  periods.find((row) => row.period === point.period)?.expected ?? null;

interface Judged {
  readonly period: string;
  readonly level: string | number | null;
}

/** One line for each level, from half a step before the first figure that it applies to. */
function levelLines(expected: readonly Judged[]): readonly ChartLine[] {
  const lines: ChartLine[] = [];
  const between = (index: number) => {
    const [before, after] = [expected[index - 1], expected[index]];
    if (!before) return Number.NEGATIVE_INFINITY;
    return after ? (at(before.period) + at(after.period)) / 2 : Number.POSITIVE_INFINITY;
  };
  for (let first = 0; first < expected.length; ) {
    let end = first + 1;
    while (end < expected.length && expected[end]?.level === expected[first]?.level) end += 1;
    const value = expected[first]?.level;
    if (value) lines.push({ from: between(first), to: between(end), value: Number(value) });
    first = end;
  }
  return lines;
}

function levelName(target: Target, path: Target['trajectory'], levels: readonly ChartLine[]): string {
  const value = path.at(-1)?.value ?? levels.at(-1)?.value;
  return value === undefined ? '' : `${capital(direction(target.direction))} ${level(value)}`;
}

/** Limits of each phase, over the figures that they are of. */
function limitsOf({ points, phases }: Spc): RunChart['limits'] {
  return phases.flatMap(({ from, mean, lower, upper }, index) => {
    if (mean === null || lower === null || upper === null) return [];
    const next = phases[index + 1]?.from;
    const last = points.filter((point) => next === undefined || at(point.period) < at(next)).at(-1)?.period ?? from;
    return [
      {
        from: index === 0 ? Number.NEGATIVE_INFINITY : at(from),
        to: next === undefined ? Number.POSITIVE_INFINITY : at(last),
        lower: Number(lower),
        mean: Number(mean),
        upper: Number(upper),
      },
    ];
  });
}

const LONGEST_NOTE = 55;

/** A line where a decision changed what is measured, and where a level begins to apply. */
function notesOf(spc: Spc, expected: readonly Judged[], decisions: readonly Decision[]): RunChart['notes'] {
  const ofDecisions = [...spc.phases, ...spc.waiting].flatMap(({ from, decision }) => {
    if (!decision) return [];
    const title = decisions.find(({ reference }) => reference === decision)?.title ?? '';
    const text = title ? `${decision}: ${title}` : decision;
    const short = text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE).replace(/\s+\S*$/, '')} …` : text;
    return [{ at: at(from) - stepOf(spc) / 2, text: short, short: decision }];
  });
  const first = expected.findIndex((point) => point.level !== null);
  const applies = first > 0 ? expected[first] : undefined;
  const ofLevel = applies
    ? [
        {
          at: at(applies.period) - stepOf(spc) / 2,
          text: `The level applies from ${period(applies.period)}`,
          short: 'Level applies',
        },
      ]
    : [];
  return ofDecisions.length > 0 ? ofDecisions : ofLevel;
}

const stepOf = ({ points }: Spc) => (points[0] ? monthsOf(points[0].period).count : 1);

function describe(target: Target, { points, phases }: Spc, hasPath: boolean, held: string): string {
  const [first, last, limits] = [points[0], points.at(-1), phases.at(-1)];
  const said = [
    first && last
      ? `${points.length === 1 ? 'One figure' : `${points.length} figures`} from ${period(first.period)} to ${period(last.period)}, the last ${figure(last.value, target.unit)}.`
      : 'No figures are recorded.',
    limits?.mean && limits.lower && limits.upper
      ? `Average ${level(limits.mean)}, limits of chance ${level(limits.lower)} to ${level(limits.upper)}.`
      : '',
    hasPath
      ? `Levels: ${list(target.trajectory.map((point) => `${level(point.value)} in ${period(point.period)}`))}.`
      : '',
    held ? `${held}.` : '',
    'The table of figures has them all.',
  ];
  return said.filter(Boolean).join(' ');
}
