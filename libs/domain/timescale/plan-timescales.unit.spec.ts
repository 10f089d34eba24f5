import { describe, expect, test } from '@jest/globals';
import { expectPage } from '#test/docs/page.js';
import { planTable } from './plan-table.js';
import { PLAN_TIMESCALES } from './plan-timescales.js';
import { readTimescale } from './reader.js';
import { READER } from './reader-version.js';

describe('the timescales of the seed plan', () => {
  test('are 51 distinct texts', () => {
    expect(new Set(PLAN_TIMESCALES.map(({ text }) => text)).size).toBe(51);
    expect(PLAN_TIMESCALES).toHaveLength(51);
  });

  test.each(PLAN_TIMESCALES)('$text', ({ text, context, reading }) => {
    expect(readTimescale(text, context)).toEqual({ text, ...reading, reader: READER, context });
  });

  test.each([
    ['2018/19 ongoing', '2018-04-01', null],
    ['April 2018-April 2019', '2018-04-01', '2019-04-30'],
    ['April 2018', '2018-04-01', '2018-04-30'],
    ['2018/19 / mobilisation 2019/20', '2018-04-01', '2020-03-31'],
    ['2019/20', '2019-04-01', '2020-03-31'],
    ['2019/20/21', '2019-04-01', '2021-03-31'],
    ['Delivered Dec 2017', '2017-12-01', '2017-12-31'],
    ['Internal pilot 2017/18', '2017-04-01', '2018-03-31'],
    ['2019/20: 34%', '2019-04-01', '2020-03-31'],
  ])('a row that is split reads "%s" by itself', (text, earliest, latest) => {
    expect(readTimescale(text, { documentDate: '2018-03-01' })).toMatchObject({ earliest, latest });
  });

  test('stand in docs/timescales.md as they are read here; if not, run UPDATE_DOCS=1 npm test', () => {
    expectPage('timescales.md', planTable());
  });
});
