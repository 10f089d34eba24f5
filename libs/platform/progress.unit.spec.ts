import { expect, test } from '@jest/globals';
import { countedFromFirst } from './progress.js';

function counted(positions: readonly number[], last: number) {
  const shown: [number, number][] = [];
  const progress = countedFromFirst((done, total) => shown.push([done, total]));
  for (const position of positions) progress(position, last);
  return shown;
}

test('positions are counted from the first that is told, up to the last', () => {
  expect(counted([9_000, 9_250, 10_000, 10_400], 10_000)).toEqual([
    [0, 1_000],
    [250, 1_000],
    [1_000, 1_000],
    [1_000, 1_000],
  ]);
});

test('where the first is the last there is nothing to show', () => {
  expect(counted([10_000, 10_000], 10_000)).toEqual([]);
});
