import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '#test/support/processes.js';
import { YEAR } from './load.js';
import { readYear } from './year.js';

function yearOf(steps: string): string {
  const folder = temporaryFolder();
  const head = 'seed: 1\nbegins: 2018-03-29T09:00:00.000Z\ncast: {}\nfiles: [steps.yaml]\nfigures: []\n';
  writeFileSync(join(folder, 'year.yaml'), head);
  writeFileSync(join(folder, 'steps.yaml'), steps);
  return folder;
}

test('the year is the same at each reading, and each command comes after the one before', () => {
  const year = readYear(YEAR, []);
  expect(readYear(YEAR, [])).toEqual(year);
  const moments = year.commands.map(({ recordedAt }) => recordedAt);
  expect(moments).toEqual([...new Set(moments)].sort());
  expect(moments.at(0)?.slice(0, 10)).toBe('2018-04-03');
  expect(moments.at(-1)?.slice(0, 10)).toBe('2019-03-26');
});

test.each([
  ['- { at: 2018-04-03, action: SMI-A02, begin: {} }', 'steps.yaml:1: unknown verb begin for actions'],
  ['- { at: soon, action: SMI-A02, start: {} }', 'steps.yaml:1: needs a time in the field at'],
  [
    '- { at: 2018-04-03, by: NOBODY, action: SMI-A02, start: {} }',
    'steps.yaml:1: NOBODY is not in the cast; add it there',
  ],
  ['\n- { at: 2018-04-03, action: SMI-A02, rate: { rating: pink } }', 'steps.yaml:2: SMI-A02 rate rating:'],
])('%s is a mistake, with its place', (steps, said) => {
  expect(() => readYear(yearOf(steps), [])).toThrow(said);
});
