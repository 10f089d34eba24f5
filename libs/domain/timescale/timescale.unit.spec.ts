import { describe, expect, test } from '@jest/globals';
import { isOverdue, nextDue, occurrencesBetween, slipDays } from './questions.js';
import { confirmReading, readTimescale } from './reader.js';

const read = (text: string) => readTimescale(text, { documentDate: '2018-03-01' });

describe('readTimescale', () => {
  test.each([
    ['9 March 2018', '2018-03-09', '2018-03-09', 'day'],
    ['Friday 9th of March 2018', '2018-03-09', '2018-03-09', 'day'],
    ['09/03/2018', '2018-03-09', '2018-03-09', 'day'],
    ['9.3.18', '2018-03-09', '2018-03-09', 'day'],
    ['2018-03-09', '2018-03-09', '2018-03-09', 'day'],
    ['29 February', '2020-02-29', '2020-02-29', 'day'],
    ['1 to 15 March 2018', '2018-03-01', '2018-03-15', 'range'],
    ['Mar 18', '2018-03-18', '2018-03-18', 'day'],
    ['Mar 19', '2018-03-19', '2018-03-19', 'day'],
    ['Feb 19', '2019-02-01', '2019-02-28', 'month'],
    ['04/2018', '2018-04-01', '2018-04-30', 'month'],
    ['January 2018/19', '2019-01-01', '2019-01-31', 'month'],
    ['end of June', null, '2018-06-30', 'month'],
    ['Nov-Feb 2019', '2018-11-01', '2019-02-28', 'range'],
    ['April 2018 to end March 2019', '2018-04-01', '2019-03-31', 'range'],
    ['March, April and May 2018', '2018-03-01', '2018-05-31', 'range'],
    ['third quarter of 2018/19', '2018-10-01', '2018-12-31', 'quarter'],
    ['2018/19-Q4', '2019-01-01', '2019-03-31', 'quarter'],
    ['Q1-Q3 2018/19', '2018-04-01', '2018-12-31', 'range'],
    ['H2 2018/19', '2018-10-01', '2019-03-31', 'half-year'],
    ['2018–2019', '2018-04-01', '2019-03-31', 'year'],
    ['by the end of the financial year 2018/19', null, '2019-03-31', 'year'],
    ['2018-2021', '2018-01-01', '2021-12-31', 'range'],
    ['No later than 31st March 2019', null, '2019-03-31', 'day'],
    ['before April 2019', null, '2019-03-31', 'month'],
    ['ongoing until March 2019', null, '2019-03-31', 'month'],
    ['Complete by end of June', null, '2018-06-30', 'month'],
    ['within 6 months', null, '2018-09-01', 'day'],
    ['within two weeks', null, '2018-03-15', 'day'],
    ['end of month', null, '2018-03-31', 'month'],
  ])('"%s" is %s to %s', (text, earliest, latest, precision) => {
    expect(read(text)).toMatchObject({ earliest, latest, precision, firmness: 'firm', openEnded: false });
  });

  test.each([
    ['from April 2018', '2018-04-01'],
    ['after March 2018', '2018-04-01'],
    ['2018/19 onwards', '2018-04-01'],
    ['not before June 2018', '2018-06-01'],
    ['Ongoing', null],
  ])('"%s" has no end', (text, earliest) => {
    expect(read(text)).toMatchObject({ earliest, latest: null, openEnded: true });
  });

  test.each([
    ['estimated March 2019', '2019-03-31', 'estimate', null],
    ['March 2019?', '2019-03-31', 'estimate', null],
    ['2018/19 (TBC)', '2019-03-31', 'estimate', null],
    ['mid 2019', '2019-08-31', 'estimate', null],
    ['spring 2019', '2019-05-31', 'estimate', null],
    ['Winter 2018/19', '2019-02-28', 'estimate', null],
    ['by Easter', '2018-04-01', 'estimate', null],
    ['by Christmas 2018', '2018-12-25', 'estimate', null],
    ['late June 2018', '2018-06-30', 'estimate', null],
    ['2019/20 subject to NHS England funding', '2020-03-31', 'conditional', 'subject to NHS England funding'],
    ['Once approved', null, 'conditional', 'once approved'],
    ['within 3 months of approval', null, 'conditional', 'within 3 months of approval'],
  ])('"%s" is not firm', (text, latest, firmness, condition) => {
    expect(read(text)).toMatchObject({ latest, firmness, condition });
  });

  test.each([
    ['Weekly', { every: 'week' }],
    ['monthly', { every: 'month' }],
    ['15th of each month', { every: 'month', day: 15 }],
    ['End of each quarter', { every: 'quarter' }],
    ['annually', { every: 'year' }],
    ['fortnightly', { every: 'week', interval: 2, from: '2018-03-15' }],
    ['every 2 years', { every: 'year', interval: 2, from: '2020-03-01' }],
    ['each October', { every: 'year', month: 10 }],
    ['By 31 October every year', { every: 'year', month: 10, day: 31 }],
  ])('"%s" comes round', (text, recurrence) => {
    expect(read(text)).toMatchObject({ recurrence, openEnded: true, earliest: null, latest: null });
  });

  test('what comes round within a period ends with it', () => {
    expect(read('Quarterly 2018/19')).toMatchObject({
      recurrence: { every: 'quarter' },
      earliest: '2018-04-01',
      latest: '2019-03-31',
      openEnded: false,
    });
  });

  test.each(['TBC', 'To be confirmed', 'Not stated', 'n/a', 'ASAP', 'Delivered', 'Completed (see report 12)'])(
    '"%s" says no date',
    (text) => {
      expect(read(text)).toMatchObject({ earliest: null, latest: null, precision: 'none', openEnded: false });
    },
  );

  test.each([
    ...['', ' ', '31 February 2019', '29 February 2019', '32 March 2018', 'Q5 2018/19', 'H3 2018/19', '31/04/2018'],
    ...[
      '2018/20',
      '9 March 1850',
      '2200/01',
      'after 31 December 2200',
      'June 2019 to May 2018',
      '31st of each month 13',
    ],
    ...['Q1', 'by Q1', 'by the board 2018/19', 'not in 2018/19', 'may be done', 'May be late'],
    ...['09/10', '24/7', 'each meeting', '70', 'John', '32nd of each month', 'subject to'],
  ])('"%s" is unread, with no date', (text) => {
    expect(read(text)).toMatchObject({
      text,
      precision: 'unread',
      earliest: null,
      latest: null,
      openEnded: false,
      recurrence: null,
      condition: null,
      alternatives: [],
    });
  });

  test('gives the other reading of an ambiguous text', () => {
    expect(read('Mar 18').alternatives).toEqual([
      { earliest: '2018-03-01', latest: '2018-03-31', because: 'as months of a year, not as days' },
    ]);
    expect(read('end Q3 2018').alternatives).toMatchObject([{ earliest: null, latest: '2018-09-30' }]);
    expect(read('2011-12').alternatives).toMatchObject([{ earliest: '2011-12-01', latest: '2011-12-31' }]);
  });

  test('says which words it leaves aside', () => {
    const aside = (words: string) => `"${words}" is taken to say what or how, not when.`;
    expect(read('Pilot 2018/19').assumptions).toEqual([aside('Pilot')]);
    expect(read('March 2019: confirmed as funded').assumptions).toEqual([aside('confirmed as funded')]);
    expect(read('March 2019 contract').assumptions).toEqual([aside('contract')]);
  });

  test('takes the year of a quarter from the nearest row above with a date, never before the document', () => {
    const above = [
      { text: 'Ongoing', latest: null },
      { text: 'May 2020', latest: '2020-05-31' },
      { text: '2018/19', latest: '2019-03-31' },
    ];
    const under = (text: string, documentDate: string) => readTimescale(text, { documentDate, above }).latest;
    expect(under('By end Q1', '2018-03-01')).toBe('2020-06-30');
    expect(under('By end Q1', '2020-08-01')).toBe('2021-06-30');
  });

  test('reads a year of two digits as the one closest to the document', () => {
    expect(readTimescale('98/99', { documentDate: '1999-01-01' }).earliest).toBe('1998-04-01');
    expect(readTimescale('98/99', { documentDate: '2090-01-01' }).earliest).toBe('2098-04-01');
  });
});

describe('confirmReading', () => {
  const ambiguous = read('By end Q3 2018');

  test('keeps the dates of a reading that is confirmed, and leaves nothing assumed', () => {
    expect(confirmReading(ambiguous, {})).toEqual({
      ...ambiguous,
      reader: 'person',
      assumptions: [],
      alternatives: [],
    });
  });

  test('replaces the dates that are given and keeps the text', () => {
    expect(confirmReading(ambiguous, { latest: '2018-09-30' })).toMatchObject({
      text: 'By end Q3 2018',
      reader: 'person',
      earliest: null,
      latest: '2018-09-30',
    });
  });

  test('a date for what had none makes a firm promise with an end', () => {
    expect(confirmReading(read('Ongoing'), { latest: '2019-03-31', earliest: '2018-04-01' })).toMatchObject({
      precision: 'range',
      firmness: 'firm',
      openEnded: false,
    });
    expect(confirmReading(read('From approval date'), { latest: '2019-03-31' }).firmness).toBe('firm');
  });

  test('an estimate stays one', () => {
    expect(confirmReading(read('estimate 2019/20'), { latest: '2020-01-31' }).firmness).toBe('estimate');
  });
});

test('isOverdue is asked of firm promises, from the day after their last', () => {
  expect(isOverdue(read('March 2018'), '2018-03-31')).toBe(false);
  expect(isOverdue(read('March 2018'), '2018-04-01')).toBe(true);
  for (const text of ['estimate March 2018', 'March 2018 subject to funding', 'Ongoing', 'TBC']) {
    expect(isOverdue(read(text), '2030-01-01')).toBe(false);
  }
});

test('slipDays compares the ends of two promises', () => {
  const slip = (before: string, after: string) => slipDays(read(before), read(after));
  expect(slip('End March 2019', 'End June 2019')).toBe(91);
  expect(slip('By 31 December 2018', '30 November 2018')).toBe(-31);
  expect(slip('Q3 2018/19', '30 November 2018')).toBe(0);
  expect(slip('Q3 2018/19', '30 September 2018')).toBe(-92);
  expect(slip('TBC', 'March 2019')).toBeNull();
  expect(slip('March 2019', 'Ongoing')).toBeNull();
});

test('occurrencesBetween gives each due day, both ends included', () => {
  const between = (text: string, from: string, to: string) => {
    const { recurrence } = read(text);
    return recurrence && occurrencesBetween(recurrence, from, to);
  };
  expect(between('By 31 October each year', '2018-10-31', '2020-10-31')).toEqual([
    '2018-10-31',
    '2019-10-31',
    '2020-10-31',
  ]);
  expect(between('annually', '2018-04-01', '2020-03-31')).toEqual(['2019-03-31', '2020-03-31']);
  expect(between('quarterly', '2018-04-01', '2018-12-30')).toEqual(['2018-06-30', '2018-09-30']);
  expect(between('31st of each month', '2018-01-31', '2018-04-30')).toEqual([
    '2018-01-31',
    '2018-02-28',
    '2018-03-31',
    '2018-04-30',
  ]);
  expect(between('weekly', '2018-03-01', '2018-03-18')).toEqual(['2018-03-04', '2018-03-11', '2018-03-18']);
  expect(between('monthly', '2018-03-01', '2018-02-01')).toEqual([]);
});

test('nextDue is the first due day that nobody has settled, or the last day of what does not come round', () => {
  const due = (text: string, ...settled: string[]) => nextDue(read(text), '2018-03-01', settled);
  expect(due('By 31 October each year')).toBe('2018-10-31');
  expect(due('By 31 October each year', '2018-10-31', '2020-10-31')).toBe('2019-10-31');
  expect(due('By 31 January each year')).toBe('2019-01-31');
  expect(due('End Q3 2018/19', '2018-12-31')).toBe('2018-12-31');
  expect(due('Ongoing')).toBeNull();
  const once = { ...read('annually'), latest: '2019-06-30' };
  expect(nextDue(once, '2018-03-01', ['2018-03-31', '2019-03-31'])).toBe('2019-06-30');
  expect(nextDue({ ...once, earliest: '2018-06-01' }, '2018-03-01', [])).toBe('2019-03-31');
});

test('a quarter without a year is counted as the rows above leave no doubt, or in both ways', () => {
  const quarter = (above: string) =>
    readTimescale('By end Q1', { documentDate: '2018-03-01', above: [{ text: above, latest: '2018-12-31' }] });
  expect(quarter('By Q3 2018/19').alternatives).toEqual([]);
  expect(quarter('By end Q3 2018').alternatives).toMatchObject([{ latest: '2018-03-31' }]);
});
