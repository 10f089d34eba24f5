import { describe, expect, it } from '@jest/globals';
import { moved, promiseSaid, shift } from './promises.js';

const AGREED = {
  sort: 'agreed',
  latest: '2019-03-31',
  movement: 'slip',
  days: 90,
  nearDue: false,
  authority: 'chairs-action',
  restated: null,
} as const;

describe('promises in words', () => {
  it.each([
    [90, '90 days later'],
    [-1, '1 day earlier'],
    [0, 'the same day'],
  ])('says a shift of %i days', (days, said) => {
    expect(shift(days)).toBe(said);
  });

  it.each([
    ['slip', 90, '90 days later'],
    ['brought-forward', -62, '62 days earlier'],
    ['given-up', 0, 'the date was given up'],
    ['first-date', 0, 'its first date'],
    ['unchanged', 0, 'the day stays'],
    [null, null, ''],
  ] as const)('says that a date was moved: %s', (movement, days, said) => {
    expect(moved(movement, days)).toBe(said);
  });

  it('says on whose authority an agreed date moved', () => {
    expect(promiseSaid(AGREED)).toBe('90 days later, chair’s action');
    expect(promiseSaid({ ...AGREED, authority: 'lead', nearDue: true })).toBe(
      '90 days later, by its lead alone: not agreed, moved in its last 14 days or after',
    );
  });

  it('says of what is no slip that it is none', () => {
    const restated = { movement: 'brought-forward', days: -365 } as const;
    expect(promiseSaid({ ...AGREED, sort: 'correction', restated })).toBe(
      'a typing error put right, 365 days earlier: no slip',
    );
    expect(promiseSaid({ ...AGREED, sort: 'reading' })).toBe('read anew: no slip');
    expect(promiseSaid({ ...AGREED, sort: 'forecast', latest: null })).toBe(
      'expected by its lead; the agreed date stays',
    );
  });
});
