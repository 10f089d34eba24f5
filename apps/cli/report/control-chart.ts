import type { ReportAnswers } from '#application/index.js';
import { dayOf } from '../text/days.js';
import { columns, length } from '../text/layout.js';
import { inOneLine } from '../text/render.js';
import { ending, heading, section, sentence } from './frame.js';
import { inWords } from './item-lines.js';

type Chart = ReportAnswers['control-chart'];
type Point = Chart['points'][number];

export function chartLines(chart: Chart): string[] {
  const { reference, measure, unit, direction, points, gaps, phases, waiting, leftOut } = chart;
  return [
    ...heading(`Control chart of ${reference}: ${inOneLine(measure)}`, chart),
    ...sentence(`In ${inWords(unit)}; ${RISES.has(direction) ? 'higher' : 'lower'} is better.`, '  '),
    '',
    ...(points.length === 0 ? ['There is no point to draw.'] : drawn(points)),
    ...(gaps ? sentence('A period between two points has no figure.', '  ') : []),
    ...section('Signals', signalLines(points)),
    ...section('Limits', phases.flatMap(phaseLines)),
    ...section(
      'Limits that wait for twelve points',
      waiting.flatMap(({ from, decision }) => sentence(`from ${dayOf(from)}${under(decision)}`, '  ', '    ')),
    ),
    ...section(
      'Figures that are no points',
      leftOut.flatMap(({ period, why }) => sentence(`${dayOf(period)}: ${inWords(why)}`, '  ', '    ')),
    ),
    ...ending({}),
  ];
}

const RISES: ReadonlySet<string> = new Set(['at-least', 'above', 'increase-by']);

const MARKS = { point: 'o', signal: '*', mean: '|', limit: ':' } as const;
const NARROW = 21;
const WIDE = 61;

function drawn(points: readonly Point[]): string[] {
  const periods = points.map(({ period }) => dayOf(period));
  const rules = points.map(({ signals }) => signals.map(({ rule }) => inWords(rule)).join(', '));
  const [left, right, beside] = [periods, points.map(({ value }) => String(value)), rules].map((texts) =>
    Math.max(...texts.map(length)),
  ) as [number, number, number];
  const field = Math.max(NARROW, Math.min(WIDE, columns() - left - right - beside - 8));
  const at = scaleOf(points, field);
  const rows = points.map((point, index) => {
    const start = `  ${(periods[index] as string).padEnd(left)}  ${String(point.value).padStart(right)}  `;
    return `${start}${rowOf(point, at, field)}  ${rules[index]}`.trimEnd();
  });
  return [...rows, ...sentence(LEGEND, '  ')];
}

const LEGEND = 'o a point, * a point with a signal, | the mean, : the limits';

type Scale = (figure: NonNullable<Point['mean']>) => number;

/** Scales so that the smallest and largest point or limit touch the edges. */
function scaleOf(points: readonly Point[], field: number): Scale {
  const figures = points
    .flatMap(({ value, lower, upper, mean }) => [value, lower, upper, mean])
    .flatMap((figure) => (figure === null ? [] : [Number(figure)]));
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  return (figure) => (high === low ? 0 : Math.round(((Number(figure) - low) / (high - low)) * (field - 1)));
}

function rowOf({ value, mean, lower, upper, signals }: Point, at: Scale, field: number): string {
  const row: string[] = Array(field).fill(' ');
  const put = (figure: Point['mean'], mark: string) => {
    if (figure !== null) row[at(figure)] = mark;
  };
  put(lower, MARKS.limit);
  put(upper, MARKS.limit);
  put(mean, MARKS.mean);
  // Drawn last, so that a point covers a limit line.
  put(value, signals.length === 0 ? MARKS.point : MARKS.signal);
  return row.join('');
}

const RULES: Readonly<Record<string, string>> = {
  'outside-limits': 'outside the limits',
  shift: 'one of seven or more in a row on one side of the mean',
  trend: 'one of seven or more in a row that rise, or fall',
  'near-limit': 'one of two in three near the same limit',
};

const signalLines = (points: readonly Point[]): string[] =>
  points.flatMap(({ period, value, signals }) =>
    signals.flatMap(({ rule, side, means }) =>
      sentence(
        `${dayOf(period)}, ${value}: ${RULES[rule] ?? inWords(rule)}, on the ${side} side: ${inWords(means)}`,
        '  ',
        '    ',
      ),
    ),
  );

function phaseLines({ from, decision, points, mean, lower, upper }: Chart['phases'][number]): string[] {
  const limits =
    mean === null
      ? 'twelve points are needed before there are limits'
      : `the mean is ${mean}, the limits are ${lower} and ${upper}`;
  return sentence(`from ${dayOf(from)} (${points} points)${under(decision)}: ${limits}`, '  ', '    ');
}

const under = (decision: string | null) => (decision === null ? '' : `, under ${decision}`);
