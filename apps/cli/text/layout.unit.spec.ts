import { expect, test } from '@jest/globals';
import { columns, length, table, wrapped } from './layout.js';

test.each([
  [undefined, 100],
  [0, 100],
  [20, 40],
  [80, 80],
  [240, 120],
])('a terminal of %j columns has lines of %d', (terminal, wide) => {
  expect(columns(terminal)).toBe(wide);
});

test('a text is broken between words, and a word that is too long is kept whole', () => {
  expect(wrapped('one two three four', 9, { first: '- ', rest: '  ' })).toEqual(['- one two', '  three', '  four']);
  expect(wrapped('a internationalisation b', 6)).toEqual(['a', 'internationalisation', 'b']);
  expect(wrapped('', 6)).toEqual(['']);
});

test('columns are aligned, numbers to the right, and a column of nothing is left out', () => {
  const all = [{ title: '' }, { title: 'none' }, { title: 'days', right: true }];
  const rows = [
    ['SMI-A01', '', '9'],
    ['A', '', '120'],
  ];
  expect(table(all, rows, 80)).toEqual(['           days', '  SMI-A01     9', '  A         120']);
  expect(table(all, [], 80)).toEqual([]);
});

test('a table that is too wide goes on below, its texts first and its days last', () => {
  const rows = [['SMI-A01', 'Write the case for the health checks of the coming year', '30 September 2018']];
  const lines = table([{ whole: true }, {}, { whole: true }], rows, 56);
  expect(lines).toEqual([
    '  SMI-A01  Write the case for the      30 September 2018',
    '           health checks of the',
    '           coming year',
  ]);
  expect(table([{ whole: true }, {}, { whole: true }], rows, 30).every((line) => line.length <= 30)).toBe(true);
});

test('a letter with its marks is one column wide', () => {
  expect(length('cafe\u0301')).toBe(4);
  expect(
    table(
      [{}, {}],
      [
        ['cafe\u0301', 'x'],
        ['tea', 'y'],
      ],
      80,
    ),
  ).toEqual(['  cafe\u0301  x', '  tea   y']);
});

test('a text never looks like another row, wherever it stands', () => {
  const forged = 'Agree\nSMI-A99  Forged\u001b[2K\u2028row';
  expect(table([{}, {}], [['SMI-A01', forged]], 80)).toEqual([
    '  SMI-A01  Agree SMI-A99  Forged<U+001B>[2K<U+2028>row',
  ]);
  expect(wrapped(forged, 80)).toEqual(['Agree SMI-A99  Forged<U+001B>[2K<U+2028>row']);
});
