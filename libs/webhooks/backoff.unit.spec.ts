import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffDelay, MAX_BACKOFF_MS, retryAfterMs, shouldDisable } from './backoff.js';

const NOW = Date.parse('2018-06-01T09:00:00Z');

describe('the pause before the next attempt', () => {
  it('doubles from a second to an hour', () => {
    expect([1, 2, 3, 4, 12, 13, 1_000].map((failures) => backoffDelay(failures, 0))).toEqual([
      ...[1_000, 2_000, 4_000, 8_000, 2_048_000, 3_600_000, 3_600_000],
    ]);
  });

  const failing = fc.integer({ min: 1, max: 100_000 });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  it('is taken away from by chance, up to half, and never made longer than an hour', () => {
    fc.assert(
      fc.property(failing, chance, (failures, random) => {
        const pause = backoffDelay(failures, random);
        const full = backoffDelay(failures, 0);
        expect(pause).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(pause).toBeLessThanOrEqual(Math.min(full, MAX_BACKOFF_MS));
      }),
    );
  });

  it('is as long as the receiver wants, up to an hour, and no shorter than without', () => {
    fc.assert(
      fc.property(failing, chance, fc.nat(10 * MAX_BACKOFF_MS), (failures, random, wanted) => {
        const pause = backoffDelay(failures, random, wanted);
        expect(pause).toBeGreaterThanOrEqual(Math.floor(backoffDelay(failures, 0) / 2));
        expect(pause).toBeGreaterThanOrEqual(Math.min(wanted, MAX_BACKOFF_MS));
        expect(pause).toBeLessThanOrEqual(MAX_BACKOFF_MS);
      }),
    );
  });
});

it.each<[string | undefined, number | undefined]>([
  [undefined, undefined],
  ['0', 0],
  ['120', 120_000],
  ['Fri, 01 Jun 2018 09:00:30 GMT', 30_000],
  ['Fri, 01 Jun 2018 08:00:00 GMT', 0],
  ['soon', undefined],
])('Retry-After %j is %j milliseconds', (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});

it('is given up after five days of failing', () => {
  expect(shouldDisable('2018-05-27T09:00:00.000Z', NOW)).toBe(false);
  expect(shouldDisable('2018-05-27T08:59:59.999Z', NOW)).toBe(true);
});
