import type { Reading, ReadingContext } from './reading.js';

const DOCUMENT_DATE = '2018-03-01';

export interface PlanTimescale {
  readonly text: string;
  readonly context: ReadingContext;
  readonly reading: Reading;
}

const PLAIN: Reading = {
  earliest: null,
  latest: null,
  precision: 'none',
  firmness: 'firm',
  openEnded: false,
  recurrence: null,
  condition: null,
  assumptions: [],
  alternatives: [],
};

function row(text: string, reading: Partial<Reading>, above?: ReadingContext['above']): PlanTimescale {
  const context = above ? { documentDate: DOCUMENT_DATE, above } : { documentDate: DOCUMENT_DATE };
  return { text, context, reading: { ...PLAIN, ...reading } };
}

/**
 * The seed plan's 51 distinct timescale texts, verbatim and in order, each with the reading expected of a careful
 * person.
 */
export const PLAN_TIMESCALES: readonly PlanTimescale[] = [
  row('By 31 October each year', {
    precision: 'day',
    openEnded: true,
    recurrence: { every: 'year', month: 10, day: 31 },
    assumptions: ['Taken as coming round without an end, first due on 31 October 2018.'],
  }),
  row('2018/19', { earliest: '2018-04-01', latest: '2019-03-31', precision: 'year' }),
  row('April 2018/19', {
    earliest: '2018-04-01',
    latest: '2018-04-30',
    precision: 'month',
    assumptions: ['"April 2018/19" is taken as April 2018, the month of that year.'],
    alternatives: [{ earliest: '2018-04-01', latest: '2019-03-31', because: 'from April 2018 to the end of 2018/19' }],
  }),
  row('2018/19 ongoing', {
    earliest: '2018-04-01',
    precision: 'year',
    openEnded: true,
    assumptions: ['Taken as going on without an end from 1 April 2018.'],
    alternatives: [{ earliest: '2018-04-01', latest: '2019-03-31', because: 'ongoing, but only in that time' }],
  }),
  row('2018/19 and ongoing', {
    earliest: '2018-04-01',
    precision: 'year',
    openEnded: true,
    assumptions: ['Taken as going on without an end from 1 April 2018.'],
  }),
  row('2019/20 contract', {
    latest: '2019-03-31',
    precision: 'year',
    assumptions: ['Taken as agreed for the contract that starts on 1 April 2019.'],
    alternatives: [{ earliest: '2019-04-01', latest: '2020-03-31', because: "in the contract's own year" }],
  }),
  row('Delivered Dec 2017 End March 2018', {
    earliest: '2017-12-01',
    latest: '2018-03-31',
    precision: 'range',
    assumptions: [
      'Holds 2 timescales, read as one from the earliest start to the last end.',
      '"Delivered Dec 2017": The status is taken as true already, and the date as when it came true.',
    ],
    alternatives: [
      { earliest: '2017-12-01', latest: '2017-12-31', because: 'only the part "Delivered Dec 2017"' },
      { earliest: null, latest: '2018-03-31', because: 'only the part "End March 2018"' },
    ],
  }),
  row('2018/19 contract', {
    latest: '2018-03-31',
    precision: 'year',
    assumptions: ['Taken as agreed for the contract that starts on 1 April 2018.'],
    alternatives: [{ earliest: '2018-04-01', latest: '2019-03-31', because: "in the contract's own year" }],
  }),
  row('2018/19: 32% 2019/20: 34% 2020/21: 35%', {
    earliest: '2018-04-01',
    latest: '2021-03-31',
    precision: 'range',
    assumptions: [
      'Holds 3 timescales, read as one from the earliest start to the last end.',
      '"2018/19: 32%": "32%" is taken as a level to reach, not as a date.',
      '"2019/20: 34%": "34%" is taken as a level to reach, not as a date.',
      '"2020/21: 35%": "35%" is taken as a level to reach, not as a date.',
    ],
    alternatives: [
      { earliest: '2018-04-01', latest: '2019-03-31', because: 'only the part "2018/19: 32%"' },
      { earliest: '2019-04-01', latest: '2020-03-31', because: 'only the part "2019/20: 34%"' },
      { earliest: '2020-04-01', latest: '2021-03-31', because: 'only the part "2020/21: 35%"' },
    ],
  }),
  row('Completed', { assumptions: ['Taken as a status: it says how things stand, not when.'] }),
  row('Q2 2018/19', { earliest: '2018-07-01', latest: '2018-09-30', precision: 'quarter' }),
  row('Dependent on above action: estimate 2019/20', {
    earliest: '2019-04-01',
    latest: '2020-03-31',
    precision: 'year',
    firmness: 'estimate',
    condition: 'dependent on above action',
  }),
  row('2017/18 Q4 ongoing', {
    earliest: '2018-01-01',
    precision: 'quarter',
    openEnded: true,
    assumptions: ['Taken as going on without an end from 1 January 2018.'],
    alternatives: [{ earliest: '2018-01-01', latest: '2018-03-31', because: 'ongoing, but only in that time' }],
  }),
  row('End 2018/19', { latest: '2019-03-31', precision: 'year' }),
  row('2018/19/20', {
    earliest: '2018-04-01',
    latest: '2020-03-31',
    precision: 'range',
    assumptions: ['Taken as the financial years from 2018/19 to 2019/20: to 31 March 2020.'],
    alternatives: [{ earliest: '2018-01-01', latest: '2020-12-31', because: 'the calendar years 2018 to 2020' }],
  }),
  row('March 2019', { earliest: '2019-03-01', latest: '2019-03-31', precision: 'month' }),
  row('March 2020', { earliest: '2020-03-01', latest: '2020-03-31', precision: 'month' }),
  row('9 March 2018', { earliest: '2018-03-09', latest: '2018-03-09', precision: 'day' }),
  row('Dec 2018/ Jan2019', {
    earliest: '2018-12-01',
    latest: '2019-01-31',
    precision: 'range',
    assumptions: ['"Dec 2018" and "Jan2019" are read as one, from the first to the last.'],
    alternatives: [
      { earliest: '2018-12-01', latest: '2018-12-31', because: 'only "Dec 2018"' },
      { earliest: '2019-01-01', latest: '2019-01-31', because: 'only "Jan2019"' },
    ],
  }),
  row('Ongoing through contract scorecard and lead PMH commissioner in CCG', {
    openEnded: true,
    assumptions: [
      'Taken as going on without an end.',
      '"through contract scorecard and lead PMH commissioner in CCG" is taken to say how, not when.',
    ],
  }),
  row('Confirmed', { assumptions: ['Taken as a status: it says how things stand, not when.'] }),
  row('February 2019', { earliest: '2019-02-01', latest: '2019-02-28', precision: 'month' }),
  row('End Jan 2018', { latest: '2018-01-31', precision: 'month' }),
  row('End Q1 18/19', { latest: '2018-06-30', precision: 'quarter' }),
  row('Ongoing and monitored through contract', {
    openEnded: true,
    assumptions: [
      'Taken as going on without an end.',
      '"and monitored through contract" is taken to say how, not when.',
    ],
  }),
  row('Q1 19/20', { earliest: '2019-04-01', latest: '2019-06-30', precision: 'quarter' }),
  row('Ongoing', { openEnded: true, assumptions: ['Taken as going on without an end.'] }),
  row('Completed end 2018/19.', {
    latest: '2019-03-31',
    precision: 'year',
    assumptions: ['The status is taken as due, not as true already: 31 March 2019 was still to come on 1 March 2018.'],
  }),
  row('TBC', { assumptions: ['No date is given, and none is taken.'] }),
  row('2020/21', { earliest: '2020-04-01', latest: '2021-03-31', precision: 'year' }),
  row('End Q3 2018/19', { latest: '2018-12-31', precision: 'quarter' }),
  row('2018/19 ongoing April 2018-April 2019 April 2018 2018/19 / mobilisation 2019/20 2019/20 2019/20/21', {
    earliest: '2018-04-01',
    precision: 'range',
    openEnded: true,
    assumptions: [
      'Holds 6 timescales, read as one from the earliest start to the last end; one of them has no end.',
      '"2018/19 ongoing": Taken as going on without an end from 1 April 2018.',
      '"2018/19 / mobilisation 2019/20": "2018/19" and "2019/20" are read as one, from the first to the last.',
      '"2018/19 / mobilisation 2019/20": "mobilisation" is taken to say what or how, not when.',
      '"2019/20/21": Taken as the financial years from 2019/20 to 2020/21: to 31 March 2021.',
    ],
    alternatives: [
      { earliest: '2018-04-01', latest: '2021-03-31', because: 'to the last end that is stated' },
      { earliest: '2018-04-01', latest: null, because: 'only the part "2018/19 ongoing"' },
      { earliest: '2018-04-01', latest: '2019-04-30', because: 'only the part "April 2018-April 2019"' },
      { earliest: '2018-04-01', latest: '2018-04-30', because: 'only the part "April 2018"' },
      { earliest: '2018-04-01', latest: '2020-03-31', because: 'only the part "2018/19 / mobilisation 2019/20"' },
      { earliest: '2019-04-01', latest: '2020-03-31', because: 'only the part "2019/20"' },
      { earliest: '2019-04-01', latest: '2021-03-31', because: 'only the part "2019/20/21"' },
    ],
  }),
  row('2018/19 and potentially Q1 2019/20 dependent on assurance and consultation need', {
    earliest: '2018-04-01',
    latest: '2019-06-30',
    precision: 'range',
    firmness: 'conditional',
    condition: 'dependent on assurance and consultation need',
    assumptions: ['Holds 2 timescales, read as one from the earliest start to the last end.'],
    alternatives: [
      { earliest: '2018-04-01', latest: '2019-03-31', because: 'only the part "2018/19"' },
      {
        earliest: '2019-04-01',
        latest: '2019-06-30',
        because: 'only the part "potentially Q1 2019/20 dependent on assurance and consultation need"',
      },
    ],
  }),
  row('Confirmed that this is not able to be financed in 2018/19', {
    assumptions: ['Taken as a status: it says how things stand, not when.'],
  }),
  row('By end Q3 2018', {
    latest: '2018-12-31',
    precision: 'quarter',
    assumptions: ['The quarter is counted in the financial year 2018/19, from 1 April.'],
    alternatives: [{ earliest: null, latest: '2018-09-30', because: 'the quarter counted in the calendar year 2018' }],
  }),
  row('By December 2018', {
    latest: '2018-12-31',
    precision: 'month',
    assumptions: ['"By" is taken as by the last day: 31 December 2018.'],
    alternatives: [{ earliest: null, latest: '2018-11-30', because: 'by the time it begins' }],
  }),
  row('End Q4 2018/19', { latest: '2019-03-31', precision: 'quarter' }),
  row('By Q1 2018/19', {
    latest: '2018-06-30',
    precision: 'quarter',
    assumptions: ['"By" is taken as by the last day: 30 June 2018.'],
    alternatives: [{ earliest: null, latest: '2018-03-31', because: 'by the time it begins' }],
  }),
  row(
    'By end Q1',
    {
      latest: '2018-06-30',
      precision: 'quarter',
      assumptions: [
        'The year is taken from "By Q1 2018/19" above.',
        'The quarter is counted in the financial year 2018/19, from 1 April.',
      ],
    },
    [{ text: 'By Q1 2018/19', latest: '2018-06-30' }],
  ),
  row('1 March 2018', { earliest: '2018-03-01', latest: '2018-03-01', precision: 'day' }),
  row('Q3 2018/19', { earliest: '2018-10-01', latest: '2018-12-31', precision: 'quarter' }),
  row('Q4 2018/19', { earliest: '2019-01-01', latest: '2019-03-31', precision: 'quarter' }),
  row('From approval date', { firmness: 'conditional', condition: 'from approval date' }),
  row('Complete', { assumptions: ['Taken as a status: it says how things stand, not when.'] }),
  row('End March 2018', { latest: '2018-03-31', precision: 'month' }),
  row('Q4 2017/18', { earliest: '2018-01-01', latest: '2018-03-31', precision: 'quarter' }),
  row('Confirmed as 70 for all age (average)', {
    assumptions: ['Taken as a status: it says how things stand, not when.'],
  }),
  row(
    'End Q2',
    {
      latest: '2018-09-30',
      precision: 'quarter',
      assumptions: [
        'The year is taken from "Q4 2017/18" above.',
        'The quarter is counted in the financial year 2018/19, from 1 April.',
      ],
    },
    [
      { text: 'Confirmed as 70 for all age (average)', latest: null },
      { text: 'Q4 2017/18', latest: '2018-03-31' },
    ],
  ),
  row(
    'End Q2 onwards',
    {
      earliest: '2018-09-30',
      precision: 'quarter',
      openEnded: true,
      assumptions: [
        'The year is taken from "End Q2" above.',
        'The quarter is counted in the financial year 2018/19, from 1 April.',
        'Taken as going on without an end from 30 September 2018.',
      ],
    },
    [
      { text: 'End Q2', latest: '2018-09-30' },
      { text: 'Confirmed as 70 for all age (average)', latest: null },
      { text: 'Q4 2017/18', latest: '2018-03-31' },
    ],
  ),
  row('2017/18 ongoing', {
    earliest: '2017-04-01',
    precision: 'year',
    openEnded: true,
    assumptions: ['Taken as going on without an end from 1 April 2017.'],
    alternatives: [{ earliest: '2017-04-01', latest: '2018-03-31', because: 'ongoing, but only in that time' }],
  }),
  row('Internal pilot 2017/18 and will be in DQIP in 2018/19 contract', {
    earliest: '2017-04-01',
    latest: '2018-03-31',
    precision: 'range',
    assumptions: [
      'Holds 2 timescales, read as one from the earliest start to the last end.',
      '"Internal pilot 2017/18": "Internal pilot" is taken to say what or how, not when.',
      '"will be in DQIP in 2018/19 contract": Taken as agreed for the contract that starts on 1 April 2018.',
      '"will be in DQIP in 2018/19 contract": "will be in DQIP" is taken to say what or how, not when.',
    ],
    alternatives: [
      { earliest: '2017-04-01', latest: '2018-03-31', because: 'only the part "Internal pilot 2017/18"' },
      { earliest: null, latest: '2018-03-31', because: 'only the part "will be in DQIP in 2018/19 contract"' },
      {
        earliest: '2017-04-01',
        latest: '2019-03-31',
        because: '"will be in DQIP in 2018/19 contract": in the contract\'s own year',
      },
    ],
  }),
];
