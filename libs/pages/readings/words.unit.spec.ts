import { describe, expect, it } from '@jest/globals';
import { readingSaid } from './words.js';

const READ = {
  earliest: null,
  latest: '2018-12-31',
  precision: 'day',
  firmness: 'firm',
  openEnded: false,
  recurrence: null,
  condition: null,
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('readingSaid', () => {
  it.each([
    [{}, 'By 31 December 2018'],
    [{ earliest: '2018-10-01' }, 'From 1 October 2018 to 31 December 2018'],
    [{ firmness: 'estimate' }, 'About 31 December 2018'],
    [{ latest: null }, 'No date'],
    [{ latest: null, openEnded: true }, 'Ongoing'],
    [{ latest: null, recurrence: { every: 'month' } }, 'Every month'],
    [{ precision: 'unread' }, 'We could not read this as a date'],
    [{ condition: 'the case is approved' }, 'By 31 December 2018, when “the case is approved”'],
  ])('says %j', (reading, said) => {
    expect(plain(readingSaid({ ...READ, ...reading }))).toBe(said);
  });
});
