import { describe, expect, it, test } from '@jest/globals';
import { action } from '../action/action.js';
import { AROUND, created, ITEMS, promised } from '../action/fixtures.js';
import type { Fact, LookupResult, Outcome } from '../kernel/decider.js';
import { isRefusal } from '../kernel/decider.js';
import { milestone } from '../milestone/milestone.js';
import { given } from '../testing/specification.js';

const at = { ...AROUND, occurredAt: '2018-06-01' };
const least = { programme: 'SMI', title: 'Agree the model' };
const create = (timescale: string, fields: object = {}, circumstances: object = {}) =>
  given(action).when('create', { ...least, timescale, ...fields }, { ...at, ...circumstances });
const set = (due: string) => given(milestone).when('create', { ...least, due }, at);

/** Each fact by its type, the last day of its promise, and on whose authority. */
function told(outcome: Outcome<Fact>) {
  if (isRefusal(outcome)) return outcome.refused;
  return outcome.map(({ type, data }) => {
    const { timescale, due, authority, reviewOn } = data as Record<string, { latest: string } | string | undefined>;
    const promise = timescale ?? due;
    const on = typeof promise === 'object' ? promise.latest : reviewOn;
    return [type, on, ...(authority === undefined ? [] : [authority])];
  });
}

const MOVED = 'March 2019 (revised from Dec 2018)';
const FORECAST = 'Target: March 2019; forecast: June 2019';

describe('a text that tells of several dates', () => {
  it('is recorded as the promise that it was first, and moved once', () => {
    expect(told(create(MOVED))).toEqual([
      ['ActionCreated', '2018-12-31'],
      ['ActionTimescaleRevised', '2019-03-31', 'unknown'],
    ]);
    expect(told(set(MOVED))).toEqual([
      ['MilestoneSet', '2018-12-31'],
      ['MilestoneDateRevised', '2019-03-31', 'unknown'],
    ]);
    expect(create(MOVED)).toMatchObject([
      { data: { timescale: { text: MOVED, precision: 'month' } } },
      { data: { timescale: { text: MOVED }, reason: expect.stringContaining(MOVED) } },
    ]);
  });

  it('is a promise and a forecast', () => {
    expect(told(create(FORECAST))).toEqual([
      ['ActionCreated', '2019-03-31'],
      ['ActionForecast', '2019-06-30'],
    ]);
    expect(told(set(FORECAST))).toEqual([
      ['MilestoneSet', '2019-03-31'],
      ['MilestoneForecast', '2019-06-30'],
    ]);
  });

  it('sets a day of review where none is given', () => {
    const text = 'ongoing - review Sept 2019';
    expect(told(create(text))).toEqual([
      ['ActionCreated', null],
      ['ActionReviewDateSet', '2019-09-30'],
    ]);
    expect(create(text, { reviewOn: '2018-12-01' })).toMatchObject([{ data: { reviewOn: '2018-12-01' } }]);
  });

  it('is one revision where it revises, with its forecast, and nothing when it is said again', () => {
    const begun = [created({ timescale: promised('Nov 2018') })];
    const revise = (facts: typeof begun, timescale: string) =>
      given(action, facts).when('revise-timescale', { timescale, reason: 'Late', authority: 'group' }, at);
    expect(told(revise(begun, MOVED))).toEqual([['ActionTimescaleRevised', '2019-03-31', 'group']]);
    const forecast = revise(begun, FORECAST);
    expect(told(forecast)).toEqual([
      ['ActionTimescaleRevised', '2019-03-31', 'group'],
      ['ActionForecast', '2019-06-30'],
    ]);
    expect(revise([...begun, ...(forecast as typeof begun)], FORECAST)).toEqual([]);
  });
});

test.each<[string, object, object, object]>([
  ['within 6 months', {}, {}, { latest: '2018-12-01' }],
  ['within 6 months', { readAs: { documentDate: 'not-stated' } }, {}, { latest: null, precision: 'unread' }],
  ['within 6 months', {}, { occurredAt: 'not-stated' }, { latest: null, precision: 'unread' }],
  ['within 6 months', {}, { occurredAt: 'not-stated', statedBy: '2018-03-01' }, { latest: '2018-09-01' }],
  ['43555', { readAs: { columnOfDates: true } }, {}, { latest: '2019-03-31' }],
  ['43555', {}, {}, { latest: null }],
])('%s, read as %j and stated %j, is %j', (text, fields, circumstances, timescale) => {
  expect(create(text, fields, circumstances)).toMatchObject([{ data: { timescale } }]);
});

test('a meeting of the group that oversees it is the day of what is promised for the next one', () => {
  const meeting = (reference: string, startsAt: string): LookupResult => ({
    kind: 'meeting',
    id: reference,
    reference,
    state: { group: 'board', startsAt },
  });
  const items = [
    ...ITEMS,
    meeting('BOARD-MTG02', '2018-06-15T09:00:00Z'),
    meeting('BOARD-MTG01', '2018-05-15T09:00:00Z'),
  ];
  const text = 'By next board meeting';
  const nextMeeting = { reference: 'BOARD-MTG02', on: '2018-06-15' };
  expect(create(text, { overseenBy: 'BOARD' }, { items })).toMatchObject([
    { data: { timescale: { latest: '2018-06-15', context: { nextMeeting } } } },
  ]);
  const [none] = create(text, {}, { items }) as Fact[];
  expect(none).toMatchObject({ data: { timescale: { latest: null, firmness: 'conditional' } } });
  expect(none).not.toHaveProperty('data.timescale.context.nextMeeting');
});

test('quarters are counted in the financial year that the ledger has adopted', () => {
  const year: LookupResult = {
    kind: 'ledger',
    id: 'ledger',
    reference: 'ledger',
    state: { financialYearStartsOn: '10-01' },
  };
  expect(create('Q1 2018/19', {}, { items: [...ITEMS, year] })).toMatchObject([
    { data: { timescale: { latest: '2018-12-31', context: { financialYearStartsOn: '10-01' } } } },
  ]);
  expect(create('Q1 2018/19')).toMatchObject([{ data: { timescale: { latest: '2018-06-30' } } }]);
});
