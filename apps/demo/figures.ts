import { RecordMeasurement, readBody } from '#domain/index.js';
import type { DemoStep } from './steps.js';

export interface DemoSeries {
  readonly target: string;
  readonly by: string;
  readonly from: string;
  /** Day of the following month for each report; figures before `since` are reported on it together. */
  readonly day: number;
  readonly since: string;
  readonly decimals: number;
  readonly spread: number;
  readonly around: readonly number[];
}

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

function monthAfter(month: string, months: number): string {
  const [year, first] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, first - 1 + months)).toISOString().slice(0, 7);
}
