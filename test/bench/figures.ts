/** What a figure is to reach: its value, or its ratio to the baseline, at least or below a number. */
export interface Goal {
  readonly of: 'value' | 'ratio';
  readonly is: 'at least' | 'below';
  readonly number: number;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against, in the same unit. */
  readonly baseline?: number;
  readonly goal?: Goal;
  /** A line of the table of growth, and the events of the ledger that this value is of. */
  readonly grows?: { readonly name: string; readonly events: number };
}

/** A figure as `--json` writes it; what it has not is null. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  /** The goal in words, `ratio at least 0.35`. */
  readonly goal: string | null;
}

export const ratioAtLeast = (number: number): Goal => ({ of: 'ratio', is: 'at least', number });
export const atLeast = (number: number): Goal => ({ of: 'value', is: 'at least', number });
export const below = (number: number): Goal => ({ of: 'value', is: 'below', number });

/** The middle one of some numbers, or the mean of the middle two. */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new Error('There is no median of no numbers.');
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.reduce((sum, number) => sum + number, 0) / middle.length;
}

/** The number that a share of some numbers do not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new Error('There is no percentile of no numbers.');
  return found;
}

export function rowOf({ name, value, unit, baseline, goal }: Figure): Row {
  return {
    name,
    value: rounded(value),
    unit,
    baseline: baseline === undefined ? null : rounded(baseline),
    ratio: ratioOf({ value, baseline }) ?? null,
    goal: goal ? `${goal.of} ${goal.is} ${goal.number}` : null,
  };
}

/** Whether a figure has reached its goal; undefined where it has none. */
export function isMet(figure: Pick<Figure, 'value' | 'baseline' | 'goal'>): boolean | undefined {
  const { goal } = figure;
  if (!goal) return undefined;
  const reached = goal.of === 'value' ? figure.value : ratioOf(figure);
  if (reached === undefined) throw new Error('A goal for a ratio needs a baseline.');
  return goal.is === 'at least' ? reached >= goal.number : reached < goal.number;
}

/** The figures as a table for people, one a line. */
export function tableOf(figures: readonly Figure[]): string {
  const verdict = (figure: Figure) => ({ true: 'met', false: 'MISSED', undefined: '' })[`${isMet(figure)}`];
  const lines = figures.map((figure) => {
    const { name, value, unit, baseline, ratio, goal } = rowOf(figure);
    const number = (shown: number | null) => (shown === null ? '' : shown.toLocaleString('en-GB'));
    return [name, number(value), unit, number(baseline), ratio?.toFixed(2) ?? '', goal ?? '', verdict(figure)];
  });
  const table = [['figure', 'value', 'unit', 'baseline', 'ratio', 'goal', ''], ...lines];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number) => [1, 3, 4].includes(column);
  return table
    .map((line) =>
      line
        .map((cell = '', column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function ratioOf({ value, baseline }: Pick<Figure, 'value' | 'baseline'>): number | undefined {
  return baseline === undefined ? undefined : Math.round((value / baseline) * 1000) / 1000;
}

/** Three figures that count, or a whole number. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
