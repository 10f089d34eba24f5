import type { Figure } from './figures.js';

/** What was measured on ledgers of several sizes. */
interface Series {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { readonly events: number; readonly value: number }[];
}

/**
 * The exponent with which a cost grows with the events, from the smallest to the largest ledger. Of a rate, the cost is
 * the time of the whole ledger: at 1 an event costs the same in each. Of a time or a memory it is the value: 0 is flat.
 */
export function exponentOf({ unit, points }: Series): number {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) throw new Error('Growth needs two sizes.');
  const isRate = unit.endsWith('/s');
  const cost = ({ events, value }: typeof first) => (isRate ? events / value : value);
  return Math.log(cost(last) / cost(first)) / Math.log(last.events / first.events);
}

/** The figures that were measured at more than one size, one a line, with the exponent; undefined where there is none. */
export function growthTable(figures: readonly Figure[]): string | undefined {
  const series = seriesOf(figures);
  if (series.length === 0) return undefined;
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ events }) => events)))].toSorted(
    (a, b) => a - b,
  );
  const number = (value: number | undefined) =>
    value === undefined ? '' : value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  const lines = series.map((each) => [
    each.name,
    ...sizes.map((size) => number(each.points.find(({ events }) => events === size)?.value)),
    each.unit,
    exponentOf(each).toFixed(2),
  ]);
  const table = [['growth', ...sizes.map((size) => size.toLocaleString('en-GB')), 'unit', 'exponent'], ...lines];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  return table
    .map((line) =>
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((cells) => cells.join('  '))
    .join('\n');
}

function seriesOf(figures: readonly Figure[]): Series[] {
  const byName = new Map<string, { name: string; unit: string; points: { events: number; value: number }[] }>();
  for (const { grows, unit, value } of figures) {
    if (!grows) continue;
    const series = byName.get(grows.name) ?? { name: grows.name, unit, points: [] };
    byName.set(grows.name, series);
    series.points.push({ events: grows.events, value });
  }
  return [...byName.values()]
    .filter(({ points }) => points.length > 1)
    .map((each) => ({ ...each, points: each.points.toSorted((a, b) => a.events - b.events) }));
}
