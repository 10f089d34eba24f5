import { describe, expect, test } from '@jest/globals';
import { readTimescale } from './reader.js';
import { READER } from './reader-version.js';
import { TOLD_TIMESCALES } from './told-timescales.js';

describe('a text of a public plan, minutes or a spreadsheet', () => {
  test.each(TOLD_TIMESCALES)('"$text" is read as a careful person reads it', ({ text, context, reading }) => {
    expect(readTimescale(text, context)).toMatchObject({ text, ...reading, reader: READER });
  });

  test('offers the other reading of quarters that may be counted by the calendar', () => {
    expect(readTimescale('by Q4 2014', { documentDate: '2014-05-01' })).toMatchObject({
      latest: '2015-03-31',
      alternatives: expect.arrayContaining([expect.objectContaining({ latest: '2014-12-31' })]),
    });
  });
});
