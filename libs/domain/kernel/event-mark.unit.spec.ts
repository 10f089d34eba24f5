import { describe, expect, it } from '@jest/globals';
import { isMarkOf, markOf, readMark } from './event-mark.js';

const EVENT = { number: 42, eventId: '9f86d081-884c-5d65-9a2f-eaa0c55ad015' };

describe('the mark of an event', () => {
  it('is its number and the first digits of its id, and is read again', () => {
    expect(markOf(EVENT)).toBe('42-9f86d081');
    expect(readMark('42-9f86d081')).toEqual({ number: 42, digits: '9f86d081' });
    expect(readMark('42-9F86D081')).toEqual({ number: 42, digits: '9f86d081' });
  });

  it('is read where it is a number alone', () => {
    expect(readMark('42')).toEqual({ number: 42, digits: undefined });
  });

  it.each(['', '-', '42-', '42-9f86d08', '42-9f86d0812', '42-9f86d08g', '-9f86d081', '4.2', ' 42', '1234567890123456'])(
    'is not read from %j',
    (text) => expect(readMark(text)).toBeUndefined(),
  );

  it.each([
    ['the same event', '42-9f86d081', EVENT, true],
    ['the same number with other digits', '42-00000000', EVENT, false],
    ['a number alone', '42', EVENT, true],
    ['another event', '41-9f86d081', EVENT, false],
    ['no event of that number', '42-9f86d081', undefined, false],
    ['a number alone that nothing has', '42', undefined, false],
    ['the time before the first event', '0', undefined, true],
  ])('compares %s', (_what, text, event, same) => {
    expect(isMarkOf(readMark(text) ?? { number: -1, digits: undefined }, event)).toBe(same);
  });
});
