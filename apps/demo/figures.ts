import { readBody } from '#domain/kernel/body.js';
import { RecordMeasurement } from '#domain/target/measuring.verbs.js';
import type { DemoStep } from './steps.js';

/** The figures of a target, month by month: what each lies around, and how far from it at most. */
export interface DemoSeries {
  readonly target: string;
  readonly by: string;
  /** The month of the first one, `2018-01`. */
  readonly from: string;
  /** The day of the month after on which each is reported; those from before `since` are all reported then. */
  readonly day: number;
  readonly since: string;
  readonly decimals: number;
  readonly spread: number;
  readonly around: readonly number[];
}

/** The steps that record a series, its figures drawn from `random`. */
export function figureSteps(
  { target, by, from, day, since, ...figures }: DemoSeries,
  random: () => number,
): DemoStep[] {
  return figures.around.map((middle, index) => {
    const value = (middle + (random() * 2 - 1) * figures.spread).toFixed(figures.decimals);
    const period = monthAfter(from, index);
    const reported = `${monthAfter(from, index + 1)}-${String(day).padStart(2, '0')}`;
    const read = readBody(RecordMeasurement, { period, value });
    if ('errors' in read) throw new Error(`${target} ${period}: ${read.errors[0]?.message}`);
    const notBefore = reported < since ? since : reported;
    return {
      kind: 'target',
      reference: target,
      verb: 'record-measurement',
      command: read.command,
      at: `figures.yaml: ${period}`,
      notBefore,
      by,
    };
  });
}

/** A month, some months later. */
function monthAfter(month: string, months: number): string {
  const [year, first] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, first - 1 + months)).toISOString().slice(0, 7);
}
