import { expect, test } from '@jest/globals';
import { promisesIn, revisedInText } from './promises-in.js';
import { confirmReading, readTimescale } from './reader.js';
import type { Reading, Timescale } from './reading.js';

const context = { documentDate: '2018-03-01' };
const TEXT = 'March 2019 (revised from June 2018, then End Q3 2018/19)';
const told = (fields: Partial<Reading>): Timescale => ({
  ...readTimescale('March 2019', context),
  text: TEXT,
  ...fields,
});
const JUNE = { text: 'June 2018', earliest: '2018-06-01', latest: '2018-06-30' };
const THEN = { text: 'End Q3 2018/19', earliest: null, latest: '2018-12-31' };

test('a text with one date is one promise', () => {
  const timescale = told({});
  expect(promisesIn(timescale)).toEqual({ original: timescale });
});

test('a text that gives up dates was first promised by the oldest of them, and moved once', () => {
  const timescale = told({ earlier: [JUNE, THEN] });
  const { original, revised } = promisesIn(timescale);
  expect(revised).toBe(timescale);
  expect(original).toEqual({
    ...told({}),
    earliest: '2018-06-01',
    latest: '2018-06-30',
    precision: 'month',
    firmness: 'firm',
    assumptions: ['Of the dates in the text the first: "June 2018".'],
    alternatives: [],
  });
  expect(revisedInText(timescale)).toContain(TEXT);
});

test.each([
  ['2018-05-31', null, 'day'],
  ['2018-05-31', '2018-05-31', 'day'],
  ['2018-05-31', '2018-05-01', 'range'],
  [null, null, 'none'],
])('a first date by %s from %s that its own words do not say is precise to a %s', (latest, earliest, precision) => {
  const { original } = promisesIn(told({ earlier: [{ text: 'June 2018', earliest, latest }] }));
  expect(original).toMatchObject({ latest, earliest, precision, firmness: 'firm', text: TEXT });
});

test('a date given up for the same one was not moved', () => {
  const { earliest, latest } = told({});
  expect(promisesIn(told({ earlier: [{ text: 'March 2019', earliest, latest }] }))).not.toHaveProperty('revised');
});

test('a forecast and a day of review stand beside the promise, and in no other one', () => {
  const timescale = told({
    earlier: [JUNE],
    forecast: { earliest: '2019-06-01', latest: '2019-06-30' },
    reviewOn: '2018-09-01',
    openEnded: true,
  });
  const { original, forecast, reviewOn } = promisesIn(timescale);
  expect(reviewOn).toBe('2018-09-01');
  expect(forecast).toMatchObject({ text: TEXT, earliest: '2019-06-01', latest: '2019-06-30', precision: 'range' });
  for (const one of [original, forecast])
    for (const field of ['earlier', 'forecast', 'reviewOn']) expect(one).not.toHaveProperty(field);
  expect([original.openEnded, forecast?.openEnded]).toEqual([false, false]);
});

test('what a person confirmed keeps what the text tells beside it', () => {
  const confirmed = confirmReading(told({ earlier: [JUNE] }), { latest: '2019-03-15' });
  expect(confirmed).toMatchObject({ reader: 'person', earlier: [JUNE] });
});
