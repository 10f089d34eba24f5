import { expect, it } from '@jest/globals';
import { exponentOf, growthTable } from './growth.js';

const at = (name: string, unit: string, ...values: readonly (readonly [events: number, value: number])[]) =>
  values.map(([events, value]) => ({ name: `${name} at ${events}`, value, unit, grows: { name, events } }));

it.each([
  ['a rate that stays is a cost that grows with the ledger', 'events/s', [100, 50], [1_000, 50], 1],
  ['a rate that falls by half', 'events/s', [100, 50], [10_000, 25], 1.15],
  ['a time that stays', 'ms', [100, 7], [10_000, 7], 0],
  ['a time that doubles when the ledger is a hundred times as large', 'ms', [100, 7], [10_000, 14], 0.15],
] as const)('%s has its exponent', (_name, unit, [few, before], [many, after], exponent) => {
  const points = [
    { events: few, value: before },
    { events: many, value: after },
  ];
  expect(exponentOf({ name: '', unit, points })).toBeCloseTo(exponent, 2);
});

it('shows each figure that was measured at several sizes on a line, by size', () => {
  const figures = [
    ...at('rebuild', 'events/s', [1_000_000, 20_000], [10_000, 21_000], [100_000, 20_500]),
    ...at('report', 'ms', [10_000, 4.126], [1_000_000, 8.25]),
    ...at('memory', 'MB', [1_000_000, 250]),
    { name: 'commands', value: 3_000, unit: 'commands/s' },
  ];
  expect(growthTable(figures)?.split('\n')).toEqual([
    'growth   10,000  100,000  1,000,000      unit  exponent',
    'rebuild  21,000   20,500     20,000  events/s      1.01',
    'report     4.13                8.25        ms      0.15',
  ]);
});

it('says nothing where one size was measured', () => {
  expect(growthTable(at('memory', 'MB', [1_000, 250]))).toBeUndefined();
});
