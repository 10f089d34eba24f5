import type { Finding } from '../model/finding.js';
import type { TargetItem, TargetPoint } from '../model/items.js';
import { periodIn } from '../understanding/periods.js';
import { type Looked, passage } from './passages.js';

const ASIDE = /\b(?:overall|increase|decrease|reduction|change|growth|rise|total)\b/i;
const SPAN = /\b(?:between|from)\s+([^\s,;)]+(?:\s+\d{4})?)\s+(?:and|to)\s+([^\s,;)]+)/i;
const CHANGE = /\b(?:increase|decrease|reduction|change|growth|additional|extra)\b/i;
const FIGURE = /(?<![\d/.\w-])([-−]?\d{1,3}(?:,\d{3})+|[-−]?\d+(?:\.\d+)?)\s*(%)?(?![\d/])/g;

/** A label that says one figure where its cells give another. */
export function labelFindings({ targets }: Looked): readonly Finding[] {
  return targets.flatMap((target) => labelFinding(target, targets));
}

function labelFinding(target: TargetItem, targets: readonly TargetItem[]): readonly Finding[] {
  const label = target.measure.written;
  if (target.measure.value !== label.replace(/\s+/g, ' ').trim() || target.points.length < 2) return [];
  const aside = [...label.matchAll(/\(([^)]*\d[^)]*)\)/g)]
    .map(([, text = '']) => text)
    .find((text) => ASIDE.test(text) && SPAN.test(text));
  const [, from = '', to = ''] = SPAN.exec(aside ?? '') ?? [];
  const [first, last] = [periodIn(from)?.period, periodIn(to)?.period];
  if (!aside || !last) return [];
  const before = aside.replace(SPAN, ' ');
  const said = [...before.matchAll(FIGURE)].map(([, number = '', percent]) => ({
    value: Number(number.replaceAll(',', '')),
    isPercent: percent !== undefined,
  }));
  const given = impliedBy(target, first, last, targets);
  if (!given) return [];
  const wrong = said.filter(({ value, isPercent }) => {
    const implied = isPercent ? given.percent : given.count;
    return implied !== undefined && !isNear(value, implied, decimals(value));
  });
  if (wrong.length === 0) return [];
  const told = said.map(({ value, isPercent }) => `${value}${isPercent ? '%' : ''}`).join(' and ');
  const percent = given.percent === undefined ? '' : ` (${round(given.percent, 2)}%)`;
  return [
    {
      code: 'label-against-cells',
      text: `The label says ${told} from ${from} to ${to}. Its cells give ${given.count}${percent}.`,
      passages: [
        passage(target.measure.place, label),
        ...given.points.map((point) => passage(point.place, point.written)),
      ],
    },
  ];
}

interface Implied {
  readonly count: number;
  readonly percent?: number;
  readonly points: readonly TargetPoint[];
}

/** A row of changes says it in its last cell, another by the difference of two. */
function impliedBy(
  target: TargetItem,
  first: string | undefined,
  last: string,
  targets: readonly TargetItem[],
): Implied | undefined {
  const to = pointOf(target, last);
  if (!to) return undefined;
  const name = target.measure.value.replace(/\([^)]*\)/g, '');
  if (CHANGE.test(name)) {
    const beside = targets.find(({ key, unit }) => key.startsWith(`${target.key}-`) && unit === 'percent');
    const percent = beside && pointOf(beside, last);
    return { count: Number(to.value), ...(percent && { percent: Number(percent.value) }), points: [to] };
  }
  const from = first === undefined ? undefined : pointOf(target, first);
  if (!from || Number(from.value) === 0) return undefined;
  const count = Number(to.value) - Number(from.value);
  return { count: round(count, 4), percent: (count / Number(from.value)) * 100, points: [from, to] };
}

const pointOf = ({ points }: TargetItem, period: string) => points.find((point) => point.period === period);

export const round = (value: number, places: number) => Number(value.toFixed(places));
export const decimals = (value: number | string) => (String(value).split('.')[1] ?? '').length;

/** Equal when rounded to as many places as the figure was given in. */
export const isNear = (said: number, exact: number, places: number) =>
  Math.abs(said - exact) <= 0.5 / 10 ** places + 1e-9 + Math.abs(exact) * 1e-12;

/** Series of one table are held against each other where most of their periods agree on how they hang together. */
export function seriesFindings({ targets }: Looked): readonly Finding[] {
  const tables = grouped(targets, ({ place }) => `${place.sheet ?? ''}|${place.table}`);
  return [...tables.values()].flatMap((series) => [
    ...series.flatMap((one) => series.flatMap((other) => (one === other ? [] : constantDifference(one, other)))),
    ...series.flatMap((total) => series.flatMap((step) => (total === step ? [] : runningTotal(total, step)))),
    ...series.flatMap((percent) => ratio(percent, series)),
    ...series.flatMap((whole) => bracketSum(whole, series)),
    ...series.flatMap((total) => statedTotal(total, series)),
  ]);
}

function grouped<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): ReadonlyMap<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

interface Pair {
  readonly one: TargetPoint;
  readonly other: TargetPoint;
}

function pairs(one: TargetItem, other: TargetItem): readonly Pair[] {
  return one.points.flatMap((point) => {
    const same = other.points.find(
      ({ period, periodText }) => periodText === point.periodText && period === point.period,
    );
    return same ? [{ one: point, other: same }] : [];
  });
}

const FEWEST = 4;

/** All in a year less the extra in it is the same base in each year but one. */
function constantDifference(one: TargetItem, other: TargetItem): readonly Finding[] {
  if (one.unit || other.unit || one.key > other.key) return [];
  const both = pairs(one, other);
  if (both.length < FEWEST) return [];
  const differences = both.map((pair) => Math.abs(Number(pair.one.value) - Number(pair.other.value)));
  const [[usual, count] = [0, 0]] = [...grouped(differences, (value) => value)]
    .map(([value, all]) => [value, all.length] as const)
    .sort(([, a], [, b]) => b - a);
  if (count !== both.length - 1 || usual === 0) return [];
  const at = differences.findIndex((value) => value !== usual);
  const odd = differences[at] as number;
  if (Math.abs(odd - usual) > usual * 0.02) return [];
  const pair = both[at] as Pair;
  return [
    {
      code: 'total-is-not-sum',
      text: `"${short(one)}" and "${short(other)}" differ by ${usual} in ${count} periods and by ${odd} in ${pair.one.periodText}.`,
      passages: [passage(pair.one.place, pair.one.written), passage(pair.other.place, pair.other.written)],
    },
  ];
}

const short = ({ measure }: TargetItem) => measure.value.slice(0, 70);

/** Each total is the one before and the step since, in most periods. */
function runningTotal(total: TargetItem, step: TargetItem): readonly Finding[] {
  if (total.unit || step.unit) return [];
  const both = pairs(total, step);
  if (both.length < FEWEST) return [];
  const checks = both.slice(1).map((pair, index) => ({
    pair,
    expected: Number(both[index]?.one.value) + Number(pair.other.value),
  }));
  const wrong = checks.filter(({ pair, expected }) => Number(pair.one.value) !== expected);
  if (wrong.length === 0 || wrong.length > checks.length / 3) return [];
  return wrong.map(({ pair, expected }) => ({
    code: 'total-is-not-sum' as const,
    text: `"${short(total)}" is ${pair.one.value} in ${pair.one.periodText}. The total before and the step since give ${expected}.`,
    passages: [passage(pair.one.place, pair.one.written), passage(pair.other.place, pair.other.written)],
  }));
}

/** A series of percentages that is one of the others over another in most periods. */
function ratio(percent: TargetItem, series: readonly TargetItem[]): readonly Finding[] {
  if (percent.unit !== 'percent') return [];
  const counts = series.filter(({ unit }) => unit === undefined);
  for (const numerator of counts) {
    for (const denominator of counts) {
      if (numerator === denominator) continue;
      const checks = percent.points.flatMap((point) => {
        const [above, below] = [numerator, denominator].map((one) =>
          one.points.find(({ periodText }) => periodText === point.periodText),
        );
        return above && below && Number(below.value) !== 0
          ? [{ point, above, below, exact: (Number(above.value) / Number(below.value)) * 100 }]
          : [];
      });
      const wrong = checks.filter(({ point, exact }) => !isNear(Number(point.value), exact, decimals(point.value)));
      if (checks.length < 3 || wrong.length === 0 || wrong.length > checks.length / 3) continue;
      return wrong.map(({ point, above, below, exact }) => ({
        code: 'percentage-against-figures' as const,
        text: `"${short(percent)}" says ${point.written} in ${point.periodText}. ${above.value} of ${below.value} is ${round(exact, decimals(point.value) + 1)}%.`,
        passages: [point, above, below].map(({ place, written }) => passage(place, written)),
      }));
    }
  }
  return [];
}

/** "1200 (800 LTC & 400 core)": what stands in brackets adds up to the figure before. */
function bracketSum(whole: TargetItem, series: readonly TargetItem[]): readonly Finding[] {
  const parts = series.filter(({ key, unit }) => key.startsWith(`${whole.key}-`) && unit === whole.unit);
  if (parts.length < 2) return [];
  return whole.points.flatMap((point) => {
    const found = parts.flatMap(({ points }) => points.filter(({ periodText }) => periodText === point.periodText));
    const sum = found.reduce((total, { value }) => total + Number(value), 0);
    if (found.length !== parts.length || Math.abs(sum - Number(point.value)) < 1e-9) return [];
    const text = `The cell says ${point.value}. The figures in its brackets add up to ${round(sum, 4)}.`;
    return [{ code: 'total-is-not-sum' as const, text, passages: [passage(point.place, point.written)] }];
  });
}

/** "Total increase 172 by 2021" under a column: its last cells add up to it from some period on. */
function statedTotal(total: TargetItem, series: readonly TargetItem[]): readonly Finding[] {
  const [point] = total.points;
  if (total.points.length !== 1 || !point || !/^total\b/i.test(total.measure.value)) return [];
  const name =
    total.measure.value
      .toLowerCase()
      .replace(/^total\s+/, '')
      .split(' ')[0] ?? '';
  const steps = series.find(
    (one) => one !== total && one.unit === undefined && one.measure.value.toLowerCase().startsWith(name),
  );
  if (!steps) return [];
  const values = steps.points.map(({ value }) => Number(value));
  const sums = values.map((_, index) => values.slice(index).reduce((sum, value) => sum + value, 0));
  if (sums.includes(Number(point.value))) return [];
  const text = `The total is given as ${point.value}. The figures of "${short(steps)}" add up to ${sums[0]}.`;
  return [
    {
      code: 'total-is-not-sum',
      text,
      passages: [passage(point.place, total.measure.written), passage(steps.measure.place, steps.measure.written)],
    },
  ];
}
