import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, isCalendarDate } from '../kernel/calendar.js';
import { PLAN_TIMESCALES } from './plan-timescales.js';
import { readTimescale } from './reader.js';
import type { ReadingContext, Timescale } from './reading.js';
import { MONTH_NAMES } from './words.js';
import { yearsNamed } from './years-named.js';

const dates = fc.integer({ min: 0, max: 109_937 }).map((days) => addDays('1900-01-01', days));
const contexts: fc.Arbitrary<ReadingContext> = fc.record(
  {
    documentDate: dates,
    above: fc.array(fc.record({ text: fc.string(), latest: fc.option(dates) }), { maxLength: 3 }),
  },
  { requiredKeys: ['documentDate'] },
);

const FRAGMENTS = [
  ...[
    'by',
    'end',
    'start of',
    'early',
    'mid',
    'late',
    'before',
    'after',
    'from',
    'until',
    'to',
    '-',
    '/',
    'and',
    ',',
    ':',
  ],
  ...[
    'ongoing',
    'and ongoing',
    'onwards',
    'contract',
    'each year',
    'each',
    'quarterly',
    'monthly',
    'weekly',
    'TBC',
    '?',
  ],
  ...[
    'Completed',
    'Confirmed that',
    'estimate',
    'potentially',
    'dependent on',
    'subject to',
    'within',
    'months',
    'year',
  ],
  ...[
    '2018/19',
    '18/19',
    '2018/19/20',
    '2018-2021',
    '2011-12',
    '04/2018',
    '2018',
    '2200',
    '1900',
    '18',
    '31',
    '5',
    '999',
  ],
  ...[
    'Q1',
    'Q4',
    'Q5',
    'H2',
    'April',
    'May',
    'Feb',
    '31 October',
    '9 March 2018',
    '31/12/2200',
    '2018-03-09',
    '1 January 1900',
  ],
  ...['winter', 'pilot', 'not', '32%', '(', ')', '.', '31 February', '2199/00'],
];
const mangled = fc
  .array(fc.tuple(fc.constantFrom(...FRAGMENTS), fc.constantFrom(' ', ' ', '', '  ', '\n')), { maxLength: 12 })
  .map((pieces) => pieces.flat().join(''));
const texts = fc.oneof(
  mangled,
  fc.constantFrom(...PLAN_TIMESCALES.map(({ text }) => text)),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme' }),
);

/** A reading without the text it was made of, whatever the case of the words it quotes. */
const essence = ({ text: _, ...reading }: Timescale) => JSON.stringify(reading).toLowerCase();

describe('any text', () => {
  test('is kept to the letter and read alike each time, with real dates in order', () => {
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const reading = readTimescale(text, context);
        expect(reading.text).toBe(text);
        expect(readTimescale(text, context)).toEqual(reading);
        for (const { earliest, latest } of [reading, ...reading.alternatives]) {
          for (const date of [earliest, latest]) expect(date === null || isCalendarDate(date)).toBe(true);
          if (earliest && latest) expect(earliest <= latest).toBe(true);
        }
        if (reading.openEnded) expect(reading.latest).toBeNull();
        if (reading.precision === 'unread') expect([reading.earliest, reading.latest]).toEqual([null, null]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('without digits, months or counts gives no date, whatever stands around it', () => {
    const telling =
      /\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|week|month|year|quarter|winter|term|easter|today|fy/i;
    const wordless = texts.filter((text) => !telling.test(text));
    fc.assert(
      fc.property(wordless, contexts, (text, context) => {
        expect(readTimescale(text, context)).toMatchObject({ earliest: null, latest: null });
      }),
    );
  });

  test('is read alike in capitals, in small letters and with other white space', () => {
    const known = fc.oneof(mangled, fc.constantFrom(...PLAN_TIMESCALES.map(({ text }) => text)));
    fc.assert(
      fc.property(known, contexts, fc.constantFrom('  ', '\n', '\t ', '\u00a0'), (text, context, space) => {
        const plain = essence(readTimescale(text, context));
        for (const variant of [text.toUpperCase(), text.toLowerCase(), ` ${text.replaceAll(/\s+/g, space)} `]) {
          expect(essence(readTimescale(variant, context))).toBe(plain);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('of 100,000 characters is read without harm', () => {
    for (const piece of ['2018/19 ', 'word ', 'from ', 'dependent on ', '9 March 2018 - ', '2', '/18']) {
      const text = piece.repeat(100_000 / piece.length);
      expect(readTimescale(text, { documentDate: '2018-03-01' }).text).toBe(text);
    }
  });
});

describe('a firm window', () => {
  const pieces = fc.constantFrom(
    ...[
      'by',
      'from',
      'to',
      '-',
      'and',
      'in',
      'before',
      'after',
      'until',
      'w/c',
      'w/e',
      'week of',
      'Friday',
      'end of',
      ',',
    ],
    ...[
      '2018',
      '2019',
      '2018/19',
      '19',
      '14',
      'January',
      'Dec',
      'Sept.',
      '1 January',
      '31 December',
      'Aug 14',
      '24/09',
    ],
    ...[
      'Q4',
      'Q1 2019',
      'FY19',
      'FYE 2019',
      "'19",
      'next year',
      '12 months',
      'December meeting',
      'winter',
      '(',
      ')',
      'was',
    ],
  );
  const strung = fc.array(pieces, { minLength: 1, maxLength: 7 }).map((all) => all.join(' '));

  test('lies in years that the text names, unless an assumption says them', () => {
    fc.assert(
      fc.property(fc.oneof(strung, mangled), dates, (text, documentDate) => {
        const { earliest, latest, firmness, assumptions } = readTimescale(text, { documentDate });
        if (firmness !== 'firm') return;
        const near = Number(documentDate.slice(0, 4));
        const named = yearsNamed(`${text} ${assumptions.join(' ')}`, near);
        for (const date of [earliest, latest]) {
          expect(date === null || named.has(Number(date.slice(0, 4)))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('every written form of', () => {
  const check = (written: string, context: ReadingContext, earliest: string, latest: string) =>
    expect(readTimescale(written, context)).toMatchObject({ earliest, latest, firmness: 'firm' });

  test('a date gives that date', () => {
    fc.assert(
      fc.property(dates, contexts, (date, context) => {
        const [year, month, day] = date.split('-') as [string, string, string];
        const name = MONTH_NAMES[Number(month) - 1] as string;
        const forms = [
          date,
          `${day}/${month}/${year}`,
          `${Number(day)}/${Number(month)}/${year}`,
          `${day}.${month}.${year}`,
          `${Number(day)} ${name} ${year}`,
          `${Number(day)}th of ${name} ${year}`,
          `${day} ${name.slice(0, 3)} ${year}`,
          `${day}${name.slice(0, 3)}${year}`,
          `${name} ${Number(day)}, ${year}`,
          `on Friday ${Number(day)} ${name}, ${year}.`,
        ];
        for (const form of forms) check(form, context, date, date);
        expect(readTimescale(`By ${Number(day)} ${name} ${year}`, context)).toMatchObject({
          earliest: null,
          latest: date,
        });
      }),
    );
  });

  test('a financial year and its quarters gives their days', () => {
    const starts = fc.integer({ min: 1900, max: 2199 });
    fc.assert(
      fc.property(starts, contexts, (start, context) => {
        const [year, next] = [`${start}/${String(start + 1).slice(2)}`, start + 1];
        for (const form of [year, `${start}/${next}`, `FY ${year}`, `in the financial year ${year}`]) {
          check(form, context, `${start}-04-01`, `${next}-03-31`);
        }
        check(`Q1 ${year}`, context, `${start}-04-01`, `${start}-06-30`);
        check(`${year} Q2`, context, `${start}-07-01`, `${start}-09-30`);
        check(`Quarter 3 of ${year}`, context, `${start}-10-01`, `${start}-12-31`);
        check(`Q4, ${year}`, context, `${next}-01-01`, `${next}-03-31`);
        check(`April ${start}`, context, `${start}-04-01`, `${start}-04-30`);
        check(`January ${year}`, context, `${next}-01-01`, `${next}-01-31`);
      }),
    );
  });
});
