import type { Reading, ReadingContext } from './reading.js';

export interface ToldTimescale {
  readonly text: string;
  readonly context: ReadingContext;
  readonly reading: Partial<Reading>;
}

type More = Partial<Reading> & { readonly around?: Omit<ReadingContext, 'documentDate'> };

function told(
  text: string,
  documentDate: string,
  earliest: string | null,
  latest: string | null,
  precision: Reading['precision'],
  { around, ...more }: More = {},
): ToldTimescale {
  const plain = { firmness: 'firm', openEnded: false, recurrence: null } as const;
  return { text, context: { documentDate, ...around }, reading: { earliest, latest, precision, ...plain, ...more } };
}

export const TOLD_TIMESCALES: readonly ToldTimescale[] = [
  told('30 Sept', '2012-07-04', '2012-09-30', '2012-09-30', 'day'),
  told('17.7.12', '2012-07-04', '2012-07-17', '2012-07-17', 'day'),
  told('11 Sep', '2012-07-04', '2012-09-11', '2012-09-11', 'day'),
  told('Not yet due', '2012-07-04', null, null, 'none'),
  told('by the end of March 2018', '2018-02-28', null, '2018-03-31', 'month'),
  told('on hold – to keep on the Summary of Actions until completed', '2017-06-28', null, null, 'none'),
  told('October and April', '2010-05-18', null, null, 'month', {
    openEnded: true,
    recurrence: { every: 'year', months: [4, 10] },
  }),
  told(
    'quarterly in line with the Local Authority performance monitoring cycle and financial year',
    '2010-05-18',
    null,
    null,
    'quarter',
    { openEnded: true, recurrence: { every: 'quarter' } },
  ),
  told('September 30, 2020', '2020-05-14', '2020-09-30', '2020-09-30', 'day'),
  told('<s>June 30, 2020</s> <b>July 31, 2020*</b>', '2020-05-14', '2020-07-31', '2020-07-31', 'day', {
    earlier: [{ text: 'June 30, 2020', earliest: '2020-06-30', latest: '2020-06-30' }],
  }),
  told('September 30, 2020 October 31, 2020*', '2020-05-14', '2020-10-31', '2020-10-31', 'day', {
    earlier: [{ text: 'September 30, 2020', earliest: '2020-09-30', latest: '2020-09-30' }],
  }),
  told(
    '<s>July 31, 2020</s> <b>90 days after OMB/GSA standard metadata guidance is issued*</b>',
    '2020-05-14',
    null,
    null,
    'none',
    {
      firmness: 'conditional',
      earlier: [{ text: 'July 31, 2020', earliest: '2020-07-31', latest: '2020-07-31' }],
      condition: '90 days after OMB/GSA standard metadata guidance is issued',
    },
  ),
  told(
    'After OMB Open Data Plan Guidance is issued; Annually on Agency IRM Strategic Plan schedule',
    '2020-05-14',
    null,
    null,
    'none',
    {
      firmness: 'conditional',
      openEnded: true,
      recurrence: { every: 'year' },
      condition: 'after OMB Open Data Plan Guidance is issued',
    },
  ),
  told('Minimally every 3 months, as often as possible', '2020-05-14', null, null, 'quarter', {
    openEnded: true,
    recurrence: { every: 'month', interval: 3 },
  }),
  told('12 months', '2019-12-23', null, '2020-12-23', 'day', { firmness: 'estimate' }),
  told('Ongoing every 24 months', '2020-05-14', null, null, 'none', {
    openEnded: true,
    recurrence: { every: 'year', interval: 2, from: '2022-05-14' },
  }),
  told('September 15 – October 13', '2017-08-14', '2017-09-15', '2017-10-13', 'range'),
  told('over the next two to four years', '2022-12-28', '2022-12-28', '2026-12-28', 'range', {
    firmness: 'estimate',
    around: { financialYearStartsOn: '10-01' },
  }),
  told('in FY 2024', '2022-12-28', '2023-10-01', '2024-09-30', 'year', { around: { financialYearStartsOn: '10-01' } }),
  told('Summer term', '2019-01-15', '2019-04-01', '2019-07-31', 'term', { firmness: 'estimate' }),
  told(
    'Collaborative work to begin in summer term and continue over next year',
    '2019-01-15',
    '2019-04-01',
    '2020-07-31',
    'term',
    { firmness: 'estimate' },
  ),
  told('Training provided by beginning of new academic year for all staff', '2019-01-15', null, '2019-09-01', 'day'),
  told('Ongoing Actions Throughout the Year', '2019-01-15', null, null, 'none', { openEnded: true }),
  told('Every Monday', '2019-01-15', null, null, 'day', { openEnded: true, recurrence: { every: 'week', weekday: 1 } }),
  told('July 2021 July 2022', '2021-07-01', '2021-07-01', '2022-07-31', 'range'),
  told('December 2021 June and December 2022 June 2023', '2021-07-01', '2021-12-01', '2023-06-30', 'range'),
  told('December 2021 December 2022', '2021-07-01', '2021-12-01', '2022-12-31', 'range'),
  told('30 September 2020 and then annually', '2020-07-01', '2020-09-30', null, 'day', {
    openEnded: true,
    recurrence: { every: 'year', month: 9, day: 30, from: '2020-09-30' },
  }),
  told('By 30 September, annually', '2018-07-01', null, null, 'day', {
    openEnded: true,
    recurrence: { every: 'year', month: 9, day: 30 },
  }),
  told('September annually', '2018-07-01', null, null, 'month', {
    openEnded: true,
    recurrence: { every: 'year', month: 9 },
  }),
  told('6 months prior to RAP expiry', '2018-07-01', null, null, 'none', {
    firmness: 'conditional',
    condition: '6 months prior to RAP expiry',
  }),
  told('2027 (5 year following registration)', '2022-01-01', '2027-01-01', '2027-12-31', 'year'),
  told('Once every two years (ongoing)', '2022-01-01', null, null, 'none', {
    openEnded: true,
    recurrence: { every: 'year', interval: 2, from: '2024-01-01' },
  }),
  told('As required', '2022-01-01', null, null, 'none', { openEnded: true }),
  told('Ongoing – reported April 2022, 2023, 2024', '2022-02-01', null, null, 'none', {
    openEnded: true,
    reviewOn: '2022-04-30',
  }),
  told('Ongoing, reported August, annually', '2022-02-01', null, null, 'none', {
    openEnded: true,
    recurrence: { every: 'year', month: 8 },
  }),
  told('Q1 - Q4', '2018-01-01', '2018-01-01', '2018-12-31', 'range', { around: { financialYearStartsOn: '01-01' } }),
  told('by end of 2014 calendar year', '2014-12-08', null, '2014-12-31', 'year'),
  told('Set on 2021-01 for 2022-01', '2021-02-26', '2022-01-01', '2022-01-31', 'month'),
  told('by the end of Monday January 15th', '2018-01-12', null, '2018-01-15', 'day'),
  told('in about a month (next meeting?)', '2018-02-22', null, '2018-03-22', 'day', { firmness: 'estimate' }),
  told('after July 26th meeting', '2018-06-28', '2018-07-27', null, 'day', { openEnded: true }),
  told('by September meeting', '2018-08-23', null, '2018-09-30', 'meeting'),
  told('by Oct 1 (blog post by week of Oct 8)', '2018-09-06', null, '2018-10-01', 'day'),
  told('in six months or a year', '2019-04-18', '2019-10-18', '2020-04-18', 'range', { firmness: 'estimate' }),
  told('in next quarter', '2019-04-18', '2019-07-01', '2019-09-30', 'quarter'),
  told('planned for the end of the month', '2019-06-20', null, '2019-06-30', 'month', { firmness: 'estimate' }),
  told('due by end of year, per bylaws', '2020-02-13', null, '2020-12-31', 'year'),
  told('by the end of this weekend, June 21', '2020-06-17', null, '2020-06-21', 'day'),
  told('by next Friday 26 June', '2020-06-17', null, '2020-06-26', 'day'),
  told('until September Executive Council Meeting', '2020-08-21', null, '2020-09-30', 'meeting'),
  told('Week of Dec 14', '2020-10-22', '2020-12-14', '2020-12-20', 'week'),
  told('to be sent 24/09', '2014-09-22', '2014-09-24', '2014-09-24', 'day'),
  told('by Q4 2014', '2014-05-01', null, '2014-12-31', 'quarter', { around: { financialYearStartsOn: '01-01' } }),
  told(
    'Deferred to December meeting as dependent on [insert relevant information]',
    '2013-03-15',
    null,
    '2013-12-31',
    'meeting',
    { firmness: 'conditional', condition: 'dependent on [insert relevant information]' },
  ),
  told('the last working day of April and the last working day of November', '2014-01-15', null, null, 'day', {
    openEnded: true,
    recurrence: { every: 'year', months: [4, 11], nth: -1, workingDay: true },
  }),
  told('End of April and November each year', '2014-01-15', null, null, 'month', {
    openEnded: true,
    recurrence: { every: 'year', months: [4, 11] },
  }),
  told('Start of Process and continuous', '2014-01-15', null, null, 'none', { openEnded: true }),
  told('within six weeks of the review’s publication', '2022-01-15', null, null, 'none', {
    firmness: 'conditional',
    condition: 'within six weeks of the review’s publication',
  }),
  told('in the next 6 months', '2022-02-11', null, '2022-08-11', 'day'),
  told('in Quarter 1 of 2022/23', '2022-02-11', '2022-04-01', '2022-06-30', 'quarter'),
  told('from quarter 2 2009/2010', '2009-09-28', '2009-07-01', null, 'quarter', { openEnded: true }),
  told('at the March 2020 meeting', '2019-11-19', '2020-03-01', '2020-03-31', 'meeting'),
  told('31 March 2019', '2019-11-19', '2019-03-31', '2019-03-31', 'day'),
  told('at the end of September 2024', '2024-09-23', null, '2024-09-30', 'month'),
  told('for the period April 2019 to December 2020', '2019-08-30', '2019-04-01', '2020-12-31', 'range'),
  told('Next week, w/c 1 September', '2025-08-27', '2025-09-01', '2025-09-07', 'week'),
  told('by end of FY 2028/29', '2026-02-01', null, '2029-03-31', 'year'),
  told('by end of FY27', '2026-02-01', null, '2027-03-31', 'year'),
  told('This quarter (by next board meeting)', '2026-02-01', null, '2026-03-31', 'quarter'),
  told('100% by 31 Jul', '2026-06-15', null, '2026-07-31', 'day'),
  told('03/04/2019', '2018-03-01', '2019-04-03', '2019-04-03', 'day'),
  told('Mar-19', '2018-03-01', '2019-03-01', '2019-03-31', 'month'),
  told('TBA', '2018-03-01', null, null, 'none'),
  told('Completed', '2018-03-01', null, null, 'none'),
  told('monthly', '2018-03-01', null, null, 'month', { openEnded: true, recurrence: { every: 'month' } }),
  told('by next meeting', '2018-03-01', null, null, 'meeting', { firmness: 'conditional', condition: 'next meeting' }),
  told('H1 19/20', '2018-03-01', '2019-04-01', '2019-09-30', 'half-year'),
  told('FY2019-20', '2018-03-01', '2019-04-01', '2020-03-31', 'year'),
  told('ongoing - review Sept 2019', '2018-03-01', null, null, 'none', { openEnded: true, reviewOn: '2019-09-30' }),
  told('March 2019 (revised from Dec 2018)', '2018-11-05', '2019-03-01', '2019-03-31', 'month', {
    earlier: [{ text: 'Dec 2018', earliest: '2018-12-01', latest: '2018-12-31' }],
  }),
  told('Six-monthly', '2018-03-01', null, null, 'half-year', {
    openEnded: true,
    recurrence: { every: 'month', interval: 6 },
  }),
  told('2019 March', '2018-03-01', '2019-03-01', '2019-03-31', 'month'),
  told('FYE 2019', '2018-03-01', '2018-04-01', '2019-03-31', 'year'),
  told('Post April 2019', '2018-03-01', '2019-05-01', null, 'month', { openEnded: true }),
  told('First Monday of each month', '2018-03-01', null, null, 'day', {
    openEnded: true,
    recurrence: { every: 'month', weekday: 1, nth: 1 },
  }),
  told('43555', '2018-03-01', '2019-03-31', '2019-03-31', 'day', {
    firmness: 'estimate',
    around: { columnOfDates: true },
  }),
  told('June 2018 - delayed to Sept 2018', '2018-05-01', '2018-09-01', '2018-09-30', 'month', {
    earlier: [{ text: 'June 2018', earliest: '2018-06-01', latest: '2018-06-30' }],
  }),
  told('2024 Aug', '2024-03-01', '2024-08-01', '2024-08-31', 'month'),
  told('31ˢᵗ March 2019', '2018-03-01', '2019-03-31', '2019-03-31', 'day'),
  told('2018/\u200b19', '2018-03-01', '2018-04-01', '2019-03-31', 'year'),
  told('Ongoing (review March 2019)', '2018-03-01', null, null, 'none', { openEnded: true, reviewOn: '2019-03-31' }),
  told('31st March 2018 and quarterly thereafter', '2018-03-01', '2018-03-31', null, 'day', {
    openEnded: true,
    recurrence: { every: 'quarter', from: '2018-03-31' },
  }),
  told('First report June 2018, quarterly thereafter', '2018-03-01', '2018-06-01', null, 'month', {
    openEnded: true,
    recurrence: { every: 'quarter', from: '2018-06-30' },
  }),
  told('in 2018 from February to December', '2018-03-01', '2018-02-01', '2018-12-31', 'range'),
  told('Target: March 2019; forecast: June 2019', '2018-03-01', '2019-03-01', '2019-03-31', 'month', {
    forecast: { earliest: '2019-06-01', latest: '2019-06-30' },
  }),
  told('Originally Dec 2018, now March 2019', '2018-11-05', '2019-03-01', '2019-03-31', 'month', {
    earlier: [{ text: 'Dec 2018', earliest: '2018-12-01', latest: '2018-12-31' }],
  }),
  told('Thursday 13 April 2018', '2018-03-01', '2018-04-13', '2018-04-13', 'day'),
  told('by 5pm on 12 June 2018', '2018-03-01', null, '2018-06-12', 'day'),
  told('w/e 16 March 2018', '2018-03-01', '2018-03-12', '2018-03-16', 'range'),
  told('Q2/3 18/19', '2018-03-01', '2018-07-01', '2018-12-31', 'range'),
  told('first week of April 2019', '2018-03-01', '2019-04-01', '2019-04-07', 'range'),
  told('Thursday 12 April 2018', '2018-03-01', '2018-04-12', '2018-04-12', 'day'),
];
