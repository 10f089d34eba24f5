import { escapeText } from './marks.js';
import { type Frame, frameOf, labelsAtSide, type Scale, type Size, scaleOf } from './scale.js';

/** Where a figure stands on the line of time, in months, and what chance or its level makes of it. */
export interface ChartPoint {
  readonly at: number;
  readonly value: number;
  readonly text: string;
  readonly kind: 'usual' | 'better' | 'worse' | 'missed';
  /** Whether its figure is written beside it. */
  readonly said: boolean;
}

/** A line from one place on the line of time to another. */
export interface ChartLine {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

export interface ChartLimits {
  readonly from: number;
  readonly to: number;
  readonly lower: number;
  readonly mean: number;
  readonly upper: number;
}

export interface RunChart {
  readonly title: string;
  readonly description: string;
  readonly points: readonly ChartPoint[];
  /** The level that figures are judged by, from where it applies. */
  readonly levels: readonly ChartLine[];
  /** Levels of a trajectory, joined by a dotted line. */
  readonly path: readonly { readonly at: number; readonly value: number; readonly conditional: boolean }[];
  readonly levelName: string;
  readonly limits: readonly ChartLimits[];
  readonly notes: readonly { readonly at: number; readonly text: string; readonly short: string }[];
  readonly times: readonly { readonly at: number; readonly text: string }[];
}

export interface DrawnChart {
  readonly wide: string;
  readonly narrow: string;
  /** Where the scale begins, when that is not 0. */
  readonly from: string | undefined;
}

/** Drawn for a desk and for a phone, of which the style sheet shows one. */
export function runChart(chart: RunChart): DrawnChart {
  const bottom = scaleOf(valuesOf(chart), 'wide').ticks[0];
  return {
    wide: drawn(chart, 'wide'),
    narrow: drawn(chart, 'narrow'),
    from: bottom && bottom.value !== 0 ? bottom.text : undefined,
  };
}

const valuesOf = ({ points, levels, path, limits }: RunChart): number[] => [
  ...[...points, ...levels, ...path].map(({ value }) => value),
  ...limits.flatMap(({ lower, upper }) => [lower, upper]),
];

function drawn(chart: RunChart, size: Size): string {
  const scale = scaleOf(valuesOf(chart), size);
  const frame = frameOf(
    chart.times.map(({ at }) => at),
    size,
  );
  const content = [
    grid(scale, frame),
    times(chart.times, frame),
    ...chart.limits.map((limits) => limitLines(limits, scale, frame)),
    ...chart.levels.map((line) => level(line, scale, frame)),
    trajectory(chart.path, scale, frame),
    ...chart.notes.map((note) => noteLine(note, frame)),
    run(chart.points, scale, frame),
    ...chart.points.map((point) => drawnPoint(point, scale, frame)),
    sideLabels(chart, scale, frame),
  ].join('');
  const id = `chart-${size}`;
  return `<svg class="al-chart__${size}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escapeText(chart.title)}</title><desc id="${id}-description">${escapeText(chart.description)}</desc>${content}</svg>`;
}

const grid = ({ ticks, y }: Scale, { left, right }: Frame) =>
  ticks
    .map(
      ({ value, text }) =>
        `<path class="grid" d="M${left} ${y(value)}H${right}"/><text x="${left - 8}" y="${y(value) + 5}" text-anchor="end">${text}</text>`,
    )
    .join('');

/** As many names of periods as have room. */
function times(list: RunChart['times'], { x, bottom, names }: Frame): string {
  const every = Math.ceil(list.length / names);
  return list
    .filter((_, index) => index % every === 0)
    .map(({ at, text }) => `<text x="${x(at)}" y="${bottom + 24}" text-anchor="middle">${escapeText(text)}</text>`)
    .join('');
}

function limitLines({ from, to, lower, mean, upper }: ChartLimits, { y }: Scale, { x }: Frame): string {
  const across = (look: string, value: number) => `<path class="${look}" d="M${x(from)} ${y(value)}H${x(to)}"/>`;
  return across('limit', upper) + across('limit', lower) + across('mean', mean);
}

const level = ({ from, to, value }: ChartLine, { y }: Scale, { x }: Frame) =>
  `<path class="level" d="M${x(from)} ${y(value)}H${x(to)}"/>`;

function trajectory(path: RunChart['path'], { y }: Scale, { x }: Frame): string {
  if (path.length === 0) return '';
  const rings = path.map(
    ({ at, value, conditional }) =>
      `<circle class="${conditional ? 'usual' : 'missed'}" cx="${x(at)}" cy="${y(value)}" r="4"/>`,
  );
  return `<path class="path" d="${joined(path.map(({ at, value }) => [x(at), y(value)]))}"/>${rings.join('')}`;
}

const joined = (places: readonly (readonly [number, number])[]) =>
  places.map(([x, y], index) => `${index ? 'L' : 'M'}${x} ${y}`).join('');

function noteLine({ at, text, short }: RunChart['notes'][number], { x, top, bottom, left, right, size }: Frame) {
  const place = x(at);
  const atRight = place > (left + right) / 2;
  const words = size === 'wide' ? text : short;
  return `<path class="mark" d="M${place} ${top}V${bottom}"/><text x="${place + (atRight ? -6 : 6)}" y="${top - 8}"${atRight ? ' text-anchor="end"' : ''}>${escapeText(words)}</text>`;
}

const run = (points: readonly ChartPoint[], { y }: Scale, { x }: Frame) =>
  points.length > 1 ? `<path class="run" d="${joined(points.map(({ at, value }) => [x(at), y(value)]))}"/>` : '';

/** Shapes differ as well as colours: a circle within chance, triangles up and down, a square missed. */
const SHAPE: Readonly<Record<ChartPoint['kind'], (x: number, y: number) => string>> = {
  usual: (x, y) => `<circle class="usual" cx="${x}" cy="${y}" r="5"/>`,
  worse: (x, y) => `<path class="worse" d="M${x - 8} ${y - 6}h16l-8 14z"/>`,
  better: (x, y) => `<path class="better" d="M${x - 8} ${y + 6}h16l-8 -14z"/>`,
  missed: (x, y) => `<rect class="missed" x="${x - 5}" y="${y - 5}" width="10" height="10"/>`,
};

function drawnPoint({ at, value, text, kind, said }: ChartPoint, { y }: Scale, { x }: Frame): string {
  const [px, py] = [x(at), y(value)];
  const words = `<text class="strong" x="${px}" y="${py + (kind === 'worse' ? 26 : -14)}" text-anchor="middle">${escapeText(text)}</text>`;
  return SHAPE[kind](px, py) + (said ? words : '');
}

/** Lines are named where they end, so that there is no legend to match. */
function sideLabels({ limits, levels, path, levelName }: RunChart, { y, round }: Scale, frame: Frame): string {
  const last = limits.at(-1);
  const held = levels.at(-1) ?? path.at(-1);
  const word = (wide: string, narrow: string) => (frame.size === 'wide' ? wide : narrow);
  const names = [
    ...(last
      ? [
          { y: y(last.upper), text: `${word('Upper limit', 'Upper')} ${round(last.upper)}`, strong: false },
          { y: y(last.mean), text: `Average ${round(last.mean)}`, strong: false },
          { y: y(last.lower), text: `${word('Lower limit', 'Lower')} ${round(last.lower)}`, strong: false },
        ]
      : []),
    ...(held ? [{ y: y(held.value), text: levelName, strong: true }] : []),
  ];
  return labelsAtSide(names, frame);
}
