import { expect, test } from '@jest/globals';
import { type Dependency, derivedRating, type RatedItem } from './derived-rating.js';

const TODAY = '2018-10-01';
const firm = (latest: string | null) => ({
  latest,
  firmness: 'firm' as const,
  precision: 'day' as const,
  openEnded: latest === null,
});
const rate = (facts: Partial<RatedItem>) =>
  derivedRating({ status: 'in-progress', agreed: firm(null), dependsOn: [], occurrences: [], ...facts }, TODAY);
const waitsFor = (facts: Partial<Dependency>) =>
  rate({ dependsOn: [{ reference: 'SMI-A01', status: 'in-progress', ...firm(null), ...facts }] });

test('what is done is blue, and what is put aside has no rating', () => {
  expect(rate({ status: 'complete', agreed: firm('2018-01-31') })).toEqual({
    rating: 'blue',
    reasons: [{ code: 'complete' }],
  });
  expect(rate({ status: 'verified' }).rating).toBe('blue');
  expect(rate({ status: 'withdrawn' })).toEqual({ rating: null, reasons: [{ code: 'withdrawn' }] });
  expect(rate({ status: 'deferred', agreed: firm('2018-01-31') }).rating).toBeNull();
});

test('a firm date that has passed is red from the day after; an estimate is never overdue', () => {
  expect(rate({ agreed: firm('2018-09-30') })).toEqual({
    rating: 'red',
    reasons: [{ code: 'overdue', latest: '2018-09-30', days: 1 }],
  });
  expect(rate({ agreed: firm('2018-10-01') }).rating).toBe('green');
  expect(rate({ agreed: { ...firm('2018-09-30'), firmness: 'estimate' } }).rating).toBe('green');
  expect(rate({ agreed: firm(null) })).toEqual({ rating: 'green', reasons: [] });
});

test('no colour is claimed where there is no date to judge by, unless something else speaks', () => {
  const undated = { ...firm(null), openEnded: false };
  expect(rate({ agreed: undefined })).toEqual({ rating: null, reasons: [{ code: 'no-timescale' }] });
  expect(rate({ agreed: { ...undated, precision: 'unread' } })).toEqual({
    rating: null,
    reasons: [{ code: 'timescale-unread' }],
  });
  expect(rate({ agreed: { ...firm('2018-09-30'), firmness: 'conditional' } })).toEqual({
    rating: null,
    reasons: [{ code: 'timescale-conditional' }],
  });
  expect(rate({ agreed: { ...undated, precision: 'none' } })).toEqual({
    rating: null,
    reasons: [{ code: 'timescale-undated' }],
  });
  expect(rate({ status: 'blocked', agreed: undefined })).toEqual({ rating: 'amber', reasons: [{ code: 'blocked' }] });
});

test('an occurrence that was missed is red with its reason, until a later one is done', () => {
  const missed = { due: '2017-10-31', outcome: 'missed' as const, narrative: 'No census' };
  const next = { agreed: firm('2018-10-31') };
  expect(rate({ ...next, occurrences: [missed] })).toEqual({
    rating: 'red',
    reasons: [{ code: 'occurrence-missed', due: '2017-10-31', narrative: 'No census' }],
  });
  const done = { due: '2018-10-31', outcome: 'completed' as const };
  for (const occurrences of [
    [missed, done],
    [done, missed],
  ])
    expect(rate({ agreed: firm('2019-10-31'), occurrences })).toEqual({ rating: 'green', reasons: [] });
});

test('what was done for one of its due dates has been started', () => {
  const soon = { status: 'planned' as const, agreed: firm('2018-10-20') };
  expect(rate(soon).rating).toBe('amber');
  expect(rate({ ...soon, occurrences: [{ due: '2017-10-20', outcome: 'completed' }] }).rating).toBe('green');
});

test('the colours and the days are those of the scheme', () => {
  const derived = {
    done: 'green',
    onTrack: 'blue',
    atRisk: 'amber',
    offTrack: 'red',
    startWithinDays: 7,
    offTrackAfterDays: 14,
  } as const;
  const under = (facts: Partial<RatedItem>) =>
    derivedRating({ status: 'in-progress', agreed: firm(null), dependsOn: [], occurrences: [], ...facts }, TODAY, {
      derived,
    });
  expect(under({ status: 'verified' }).rating).toBe('green');
  expect(under({}).rating).toBe('blue');
  expect(under({ agreed: firm('2018-09-17') })).toMatchObject({
    rating: 'amber',
    reasons: [{ code: 'overdue', days: 14 }],
  });
  expect(under({ agreed: firm('2018-09-16') }).rating).toBe('red');
  expect(under({ status: 'planned', agreed: firm('2018-10-09') }).rating).toBe('blue');
  expect(under({ status: 'planned', agreed: firm('2018-10-08') }).rating).toBe('amber');
});

test('waiting for what is late or blocked is red, for what is done or put aside it is not', () => {
  expect(waitsFor({ latest: '2018-09-30' }).reasons).toEqual([
    { code: 'dependency-overdue', reference: 'SMI-A01', latest: '2018-09-30' },
  ]);
  expect(waitsFor({ status: 'blocked' })).toEqual({
    rating: 'red',
    reasons: [{ code: 'dependency-blocked', reference: 'SMI-A01' }],
  });
  for (const status of ['complete', 'verified', 'withdrawn'] as const) {
    expect(waitsFor({ status, latest: '2018-09-30' }).rating).toBe('green');
  }
});

test('blocked, forecast late and due soon but not started are amber; red keeps their reasons', () => {
  expect(rate({ status: 'blocked' })).toEqual({ rating: 'amber', reasons: [{ code: 'blocked' }] });
  const late = { agreed: firm('2019-03-31'), forecast: { latest: '2019-06-30' } };
  expect(rate(late)).toEqual({
    rating: 'amber',
    reasons: [{ code: 'forecast-late', latest: '2019-03-31', forecast: '2019-06-30' }],
  });
  expect(rate({ ...late, forecast: { latest: '2019-03-31' } }).rating).toBe('green');
  expect(rate({ status: 'planned', agreed: firm('2018-10-29') }).reasons).toEqual([
    { code: 'not-started', latest: '2018-10-29', days: 28 },
  ]);
  expect(rate({ status: 'planned', agreed: firm('2018-10-30') }).rating).toBe('green');
  expect(rate({ agreed: firm('2018-10-29') }).rating).toBe('green');
  expect(rate({ status: 'blocked', agreed: firm('2018-09-30') })).toMatchObject({
    rating: 'red',
    reasons: [{ code: 'overdue' }, { code: 'blocked' }],
  });
});
