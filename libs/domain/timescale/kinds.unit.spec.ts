import { describe, expect, test } from '@jest/globals';
import { readTimescale } from './reader.js';
import type { ReadingContext } from './reading.js';
import { easterSunday } from './seasons.js';

const read = (text: string, around: Partial<ReadingContext> = {}) =>
  readTimescale(text, { documentDate: '2018-11-05', ...around });
const latest = (text: string, around?: Partial<ReadingContext>) => read(text, around).latest;

describe('what pasting leaves in a text', () => {
  test.each([
    ['by Sept. 2018', '2018-09-30'],
    ["Mar '19", '2019-03-31'],
    ['31<sup>st</sup> March 2019', '2019-03-31'],
    ['March 2019\u00b9', '2019-03-31'],
    ['30\u00a0September\u202f2019', '2019-09-30'],
    ['31 Mar\u00adch 20\u200b19', '2019-03-31'],
    ['1-Apr-2019 to 30-Jun-2019', '2019-06-30'],
  ])('%j is %s', (text, last) => {
    expect(read(text)).toMatchObject({ latest: last, firmness: 'firm' });
  });
});

describe('a year that stands apart from its months', () => {
  test.each([
    ['from April to June in 2017', '2017-04-01', '2017-06-30'],
    ['in 2019 between January and March', '2019-01-01', '2019-03-31'],
    ['from November to February in 2018/19', '2018-11-01', '2019-02-28'],
    ['2018: June, 2019: March', '2018-06-01', '2019-03-31'],
    ['April 2019, 2020 and 2021', '2019-04-01', '2021-04-30'],
  ])('"%s" is %s to %s', (text, earliest, last) => {
    expect(read(text)).toMatchObject({ earliest, latest: last, firmness: 'firm' });
  });
});

describe('two digits after a month', () => {
  test.each([
    ['Sep 14 - Oct 22', '2018-09-14', '2018-10-22', '2014-09-01'],
    ['Apr 18 - Mar 19', '2018-04-01', '2019-03-31', '2017-04-18'],
    ['Apr-Jun 19', '2019-04-01', '2019-06-30', '2018-04-01'],
  ])('"%s" is %s to %s, or else from %s', (text, earliest, last, other) => {
    const reading = readTimescale(text, { documentDate: '2018-03-01' });
    expect(reading).toMatchObject({ earliest, latest: last, firmness: 'firm' });
    expect(reading.alternatives[0]?.earliest).toBe(other);
  });

  test('are days where months of those years would be out of order', () => {
    expect(read('Dec 15 – Jan 12')).toMatchObject({ earliest: '2018-12-15', latest: '2019-01-12', firmness: 'firm' });
  });

  test('are a year with an apostrophe or a hyphen, and no firm promise where both are over', () => {
    expect(read("Dec '17").earliest).toBe('2017-12-01');
    expect(read('Dec-17').earliest).toBe('2017-12-01');
    expect(read('Oct 17').firmness).toBe('estimate');
  });
});

describe('a slip written into the text', () => {
  test.each([
    ['March 2019 (was December 2018)', '2019-03-31', ['2018-12-31']],
    ['30 June 2019 → 30 Sept 2019', '2019-09-30', ['2019-06-30']],
    ['June 2018 -> Sept 2018 -> Dec 2018', '2018-12-31', ['2018-06-30', '2018-09-30']],
    ['~~31 December 2018~~ 31 March 2019', '2019-03-31', ['2018-12-31']],
    ['D\u0336e\u0336c\u0336 \u03362\u03360\u03361\u03368\u0336 March 2019', '2019-03-31', ['2018-12-31']],
    ['December 2018 (extended to March 2019)', '2019-03-31', ['2018-12-31']],
    ['Moved from Q3 to Q4 2018/19', '2019-03-31', ['2018-12-31']],
    ['Was Dec, now March', '2019-03-31', ['2018-12-31']],
    ['31 Dec 2018 moved to 31 March', '2019-03-31', ['2018-12-31']],
    ['30/11/2018 revised to 31/01/2019 (was 31/10/2018)', '2019-01-31', ['2018-11-30', '2018-10-31']],
    ['Dec 2018, now TBC', null, ['2018-12-31']],
  ])('"%s" is %s, after %j', (text, last, earlier) => {
    const reading = read(text);
    expect([reading.latest, reading.earlier?.map((old) => old.latest)]).toEqual([last, earlier]);
  });

  test.each(['Dec 2018 postponed', 'Policy revised to March 2019', 'slipped from December', '~~Dec 2018~~'])(
    '"%s" tells no date in force',
    (text) => {
      expect(read(text)).toMatchObject({ latest: null, earliest: null, precision: 'unread' });
    },
  );

  test('a forecast or what came true beside it is not the promise', () => {
    expect(read('March 2019 (forecast June 2019)')).toMatchObject({
      latest: '2019-03-31',
      forecast: { latest: '2019-06-30' },
    });
    expect(latest('Planned: March 2019 Actual: May 2019')).toBe('2019-03-31');
    expect(read('Forecast: June 2019').firmness).toBe('estimate');
  });
});

test.each([
  ['bi-monthly', ['every two months', 'twice a month']],
  ['Bi-weekly', ['every two weeks', 'twice a week']],
  ['biannually', ['twice a year', 'every two years']],
])('"%s" is unread with %j offered', (text, meanings) => {
  expect(read(text)).toMatchObject({ precision: 'unread', latest: null, recurrence: null });
  expect(read(text).alternatives.map(({ because }) => because)).toEqual(meanings);
});

describe('what comes round', () => {
  test.each([
    ['three-monthly', { every: 'month', interval: 3 }],
    ['every other month', { every: 'month', interval: 2 }],
    ['semi-annually', { every: 'month', interval: 6 }],
    ['2-weekly', { every: 'week', interval: 2, from: '2018-11-19' }],
    ['last Friday of each month', { every: 'month', weekday: 5, nth: -1 }],
    ['April and October', { every: 'year', months: [4, 10] }],
    ['by 31 March and by 30 September each year', { every: 'year', months: [3, 9], day: 31 }],
    ['quarterly (Jan, Apr, Jul, Oct)', { every: 'year', months: [1, 4, 7, 10] }],
    ['30 June 2018 then monthly', { every: 'month', from: '2018-06-30' }],
    ['Ongoing - reported February, August, annually', { every: 'year', months: [2, 8] }],
  ])('"%s" is %j', (text, recurrence) => {
    expect(read(text)).toMatchObject({ openEnded: true, latest: null });
    expect(read(text).recurrence).toEqual(recurrence);
  });

  test('yearly ends with the year of the organisation', () => {
    expect(read('annually', { financialYearStartsOn: '10-01' }).recurrence).toEqual({ every: 'year', month: 9 });
  });
});

describe('times counted from the date of the document', () => {
  test.each([
    ['by the end of the week', '2018-11-11', 'firm'],
    ['by Friday', '2018-11-09', 'firm'],
    ['next Friday', '2018-11-16', 'estimate'],
    ['by next Friday 16 November', '2018-11-16', 'firm'],
    ['By May next year', '2019-05-31', 'firm'],
    ['before the end of the year', '2018-12-31', 'firm'],
    ['within 10 working days', '2018-11-19', 'firm'],
    ['6-12 months', '2019-11-05', 'estimate'],
    ['over the next two years', '2020-11-05', 'estimate'],
    ['by year end', '2019-03-31', 'firm'],
  ])('"%s" is by %s, %s', (text, last, firmness) => {
    const reading = read(text);
    expect([reading.latest, reading.firmness]).toEqual([last, firmness]);
    expect(reading.assumptions.join(' ')).toMatch(/date of the document|2018/);
  });

  test.each(['over the next two years', 'by Friday', 'next quarter', '12 months', 'By May next year', 'end of FY'])(
    '"%s" is unread where that date is not known',
    (text) => {
      expect(read(text, { documentDateKnown: false }).precision).toBe('unread');
    },
  );
});

describe('a meeting', () => {
  const nextMeeting = { reference: 'MTG-04', on: '2018-12-06' };

  test('without a day is waited for, or held on the day that the ledger has', () => {
    expect(read('by next board meeting')).toMatchObject({ latest: null, firmness: 'conditional' });
    const known = read('by next board meeting', { nextMeeting });
    expect(known).toMatchObject({ earliest: null, latest: '2018-12-06', precision: 'meeting', firmness: 'firm' });
    expect(known.assumptions[0]).toBe('The next meeting is MTG-04 on 6 December 2018.');
  });

  test.each([
    ['before their May 15th meeting', '2019-05-14'],
    ['Board meeting in March 2019', '2019-03-31'],
    ['before the March meeting', '2019-03-31'],
  ])('"%s" is by %s, whatever meets next', (text, last) => {
    expect(latest(text, { nextMeeting })).toBe(last);
  });
});

describe('a month or day that has just gone by', () => {
  const july = { documentDate: '2012-07-04' };

  test('is no firm promise, and the next is offered', () => {
    for (const text of ['June', 'April', 'end of June', '30 June']) {
      expect(read(text, july).firmness).toBe('estimate');
      expect(read(text, july).alternatives.map((other) => other.latest?.slice(0, 4))).toContain('2013');
    }
    expect(read('March', july)).toMatchObject({ earliest: '2013-03-01', firmness: 'firm' });
  });

  test('is told by the rows above or by its weekday', () => {
    const above = [{ text: 'May 2012', latest: '2012-05-31' }];
    expect(read('June', { ...july, above })).toMatchObject({ latest: '2012-06-30', firmness: 'firm' });
    expect(read('Thursday 28 June', july)).toMatchObject({ latest: '2012-06-28', firmness: 'firm' });
  });
});

describe('brackets', () => {
  test.each([
    ['Q1 2019 (Jan-Mar)', '2019-03-31', 'firm'],
    ['by end of Q4 2018/19 (31 March 2019)', '2019-03-31', 'firm'],
    ['2018/19 (Q4)', '2019-03-31', 'firm'],
    ['Quarter 4 (Jan-Mar 2019)', '2019-03-31', 'firm'],
    ['Year 2 (2019/20)', '2020-03-31', 'firm'],
    ['31 March 2019 (30 June 2019)', '2019-06-30', 'estimate'],
    ['March 2019 (interim report Dec 2018)', '2019-03-31', 'firm'],
  ])('"%s" is by %s, %s', (text, last, firmness) => {
    expect(read(text)).toMatchObject({ latest: last, firmness });
  });
});

test.each([
  ['FY19 Q3', '04-01', '2018-10-01', '2018-12-31'],
  ['FY19 Q1', '10-01', '2018-10-01', '2018-12-31'],
  ['2018/19', '07-01', '2018-07-01', '2019-06-30'],
  ['Q1 2018/19', '04-06', '2018-04-06', '2018-07-05'],
  ['Q1 2019', '01-01', '2019-01-01', '2019-03-31'],
  ['FY19', '01-01', '2019-01-01', '2019-12-31'],
])('"%s" in years from %s is %s to %s', (text, financialYearStartsOn, earliest, last) => {
  expect(read(text, { financialYearStartsOn })).toMatchObject({ earliest, latest: last, firmness: 'firm' });
});

test.each([
  ['Ongoing to March 2020', '2020-03-31', false],
  ['Ongoing - March 2019', null, true],
  ['Ongoing (reviewed monthly)', null, true],
  ['In progress - review Dec 2018', null, false],
])('"%s" ends %s', (text, last, openEnded) => {
  expect(read(text)).toMatchObject({ earliest: null, latest: last, openEnded });
});

test('a weekday that is not the day of its date is said', () => {
  expect(read('Thursday 13 April 2018').assumptions).toEqual([
    '13 April 2018 is a Friday, not a Thursday as the text says.',
  ]);
  expect(read('Friday 13 April 2018').assumptions).toEqual([]);
});

test.each(['43555', '43555.0'])('"%s" is a date only in a column of dates', (text) => {
  expect(read(text).precision).toBe('unread');
  expect(latest(text, { columnOfDates: true })).toBe('2019-03-31');
});

test('Easter Sunday is computed', () => {
  const sundays = ['1961-04-02', '2000-04-23', '2008-03-23', '2011-04-24', '2018-04-01', '2019-04-21', '2038-04-25'];
  expect(sundays.map((day) => easterSunday(Number(day.slice(0, 4))))).toEqual(sundays);
});

describe('a date that only looks like one', () => {
  test.each(['Septmber 2019', 'PO 2019', 'Report Jan', '~ March 2019', '31 March 2019?'])(
    '"%s" is not firm',
    (text) => {
      expect(read(text).firmness).toBe('estimate');
    },
  );

  test.each(['by Septmber 2019', 'Every Tuesday and Thursday', 'Monthly/quarterly', '2 per month', 'month end 13'])(
    '"%s" is unread',
    (text) => {
      expect(read(text)).toMatchObject({ precision: 'unread', latest: null, recurrence: null });
    },
  );

  test.each([
    ['v2 March 2019', '2019-03-31'],
    ['first of July', '2019-07-01'],
    ['Dec-31', '2018-12-31'],
    ['12/31/2018', '2018-12-31'],
    ['FY2018', '2019-03-31'],
    ['From 1 April 2018 until 31 March 2019', '2019-03-31'],
    ['30 June 2019, 2020 and 2021', '2021-06-30'],
    ['After March 2019 but before July 2019', '2019-06-30'],
    ['by March 2019 at the latest', '2019-03-31'],
    ['March 2019 at the earliest', null],
  ])('"%s" is by %s', (text, last) => {
    expect(latest(text)).toBe(last);
  });
});
