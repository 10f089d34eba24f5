import { describe, expect, it } from '@jest/globals';
import { action } from '../action/action.js';
import type { ActionFact } from '../action/events.js';
import { AROUND, created } from '../action/fixtures.js';
import { upcast } from '../catalogue/upcasters.js';
import { readBody } from '../kernel/body.js';
import type { LookupResult } from '../kernel/decider.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given } from '../testing/specification.js';
import type { LedgerFact } from './events.js';
import { AdoptFinancialYear } from './financial-year.js';
import { ledger, openLedger } from './ledger.js';
import { FIRST_SCHEME } from './scheme.js';
import { LEDGER_STREAM, type LedgerState } from './state.js';

const opened = openLedger('l1', 'Plan', false);
const green = { rating: 'green', word: 'Going well', meaning: 'As agreed or done.' };
const red = { rating: 'red', word: 'Late', meaning: 'Not as agreed.' };
const derived = { done: 'green', atRisk: 'red' };
const RAG = { name: 'Two colours', ratings: [green, red], derived };
const adopted = {
  version: 2,
  name: 'Two colours',
  ratings: [
    { ...green, needsNarrative: false },
    { ...red, needsNarrative: true },
  ],
  derived: { ...FIRST_SCHEME.derived, ...derived },
};
const adopt = (fields: object) => given(ledger, opened).when('adopt-rating-scheme', { ...RAG, ...fields });

describe('adopting a rating scheme', () => {
  it.each<[string, object, Expected]>([
    ['numbers it after the one in force', {}, [['RatingSchemeAdopted', adopted]]],
    [
      'keeps its own days',
      { derived: { ...derived, startWithinDays: 0, offTrackAfterDays: 14 } },
      [
        [
          'RatingSchemeAdopted',
          { ...adopted, derived: { ...adopted.derived, startWithinDays: 0, offTrackAfterDays: 14 } },
        ],
      ],
    ],
    ['refuses a colour twice', { ratings: [green, red, { ...red, word: 'Very late' }] }, 'rating-twice'],
    ['refuses a word twice', { ratings: [green, { ...red, word: 'Going well' }] }, 'rating-twice'],
    [
      'refuses red without a narrative',
      { ratings: [green, { ...red, needsNarrative: false }] },
      'scheme-needs-narrative',
    ],
    ['refuses to derive a colour that it does not have', { derived: { done: 'blue' } }, 'rating-not-in-scheme'],
    ['refuses to leave that to the first scheme too', { derived: undefined }, 'rating-not-in-scheme'],
  ])('%s', (_, fields, expected) => expectOutcome(adopt(fields), expected));

  it('changes nothing where it is in force', () => {
    const { version, ...first } = FIRST_SCHEME;
    expect(given(ledger, opened).when('adopt-rating-scheme', first)).toEqual([]);
  });

  it('is read as it was written before a scheme said what is derived', () => {
    const { derived, ...first } = FIRST_SCHEME;
    expect(upcast('RatingSchemeAdopted', 1, JSON.parse(JSON.stringify(first)))).toEqual(FIRST_SCHEME);
  });
});

describe('adopting a financial year', () => {
  const october: LedgerFact = { type: 'FinancialYearAdopted', data: { startsOn: '10-01' } };

  it('says when it begins, and nothing where it began so before', () => {
    const first = given(ledger, opened);
    expectOutcome(first.when('adopt-financial-year', { startsOn: '07-06' }), [
      ['FinancialYearAdopted', { startsOn: '07-06' }],
    ]);
    expect(first.when('adopt-financial-year', { startsOn: '04-01' })).toEqual([]);
    const later = given(ledger, [...opened, october]);
    expect(later.when('adopt-financial-year', { startsOn: '10-01' })).toEqual([]);
    expect(later.when('adopt-financial-year', { startsOn: '04-01' })).toHaveLength(1);
  });

  it.each(['02-29', '04-31', '13-01', '4-1', '2018-04-01', '04-01 ', 401, null])('takes no %j', (startsOn) => {
    expect(readBody(AdoptFinancialYear, { startsOn })).toMatchObject({ errors: [{ field: 'startsOn' }] });
  });

  it('is by which timescales are read from then on, kept with each reading', () => {
    const contextUnder = (...facts: LedgerFact[]) => {
      const { state } = given(ledger, [...opened, ...facts]);
      const inForce: LookupResult = { kind: 'ledger', id: LEDGER_STREAM, reference: LEDGER_STREAM, state };
      const around = { ...AROUND, items: [...AROUND.items, inForce], occurredAt: '2018-03-09' };
      const body = { timescale: 'Q1 2018/19', reason: 'The nurse left' };
      const [fact] = given(action, [created()]).when('revise-timescale', body, around) as ActionFact[];
      return fact?.type === 'ActionTimescaleRevised' && fact.data.timescale.context;
    };
    expect(contextUnder()).toEqual({ documentDate: '2018-03-09' });
    expect(contextUnder(october)).toEqual({ documentDate: '2018-03-09', financialYearStartsOn: '10-01' });
  });
});

describe('rating an action', () => {
  const { state } = given(ledger, [...opened, { type: 'RatingSchemeAdopted', data: adopted } as never]);
  const inForce: LookupResult = {
    kind: 'ledger',
    id: LEDGER_STREAM,
    reference: LEDGER_STREAM,
    state: state as LedgerState,
  };
  const rate = (body: object) =>
    given(action, [created()]).when('rate', body, { ...AROUND, items: [...AROUND.items, inForce] });

  it('is by the scheme in force, whose version it keeps', () => {
    expectOutcome(rate({ rating: 'green' }), [['ActionRated', { rating: 'green', scheme: 2 }]]);
    expectOutcome(rate({ rating: 'red', narrative: 'No nurse' }), [
      ['ActionRated', { rating: 'red', narrative: 'No nurse', scheme: 2 }],
    ]);
  });

  it('is refused in a colour that the scheme does not have, and without the narrative that it asks for', () => {
    expect(rate({ rating: 'blue' })).toMatchObject({
      refused: 'rating-not-in-scheme',
      fields: { field: 'rating', allowed: ['green', 'red'] },
    });
    expectOutcome(rate({ rating: 'red' }), 'narrative-needed');
  });
});
