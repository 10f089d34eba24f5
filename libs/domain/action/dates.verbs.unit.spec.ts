import { describe, expect, it } from '@jest/globals';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given } from '../testing/specification.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import { AROUND, created, promised } from './fixtures.js';

const reason = 'The nurse left';
const basis = 'The board secretary says so';
const first = promised('2018-12-31');
const second = promised('2019-03-31');
const BEGINNING = created({ timescale: first });
const around = { ...AROUND, today: '2018-03-01', now: '2018-03-01T09:00:00.000Z', occurredAt: '2018-03-01' };
const when = (verb: string, body: object, circumstances: object = {}, ...facts: ActionFact[]) =>
  given(action, [BEGINNING, ...facts]).when(verb, body, { ...around, ...circumstances });

const revised: ActionFact = {
  type: 'ActionTimescaleRevised',
  data: { timescale: second, reason, authority: 'chairs-action' },
};
const forecast: ActionFact = { type: 'ActionForecast', data: { timescale: second } };
const read = { ...first, earliest: null, latest: '2018-11-30', reader: 'person' };
const confirmed: ActionFact = { type: 'ActionReadingConfirmed', data: { timescale: read, basis } };

describe('revising the agreed date', () => {
  const body = { timescale: '2019-03-31', reason };
  it.each<[string, object, object, string]>([
    ["is the group's word when a meeting is named", {}, { meeting: 'meeting-1' }, 'group'],
    ["is the lead's own, not agreed, when none is", {}, {}, 'lead'],
    ['is on the authority that it names', { authority: 'delegated' }, { meeting: 'meeting-1' }, 'delegated'],
  ])('%s', (_, fields, circumstances, authority) => {
    expectOutcome(when('revise-timescale', { ...body, ...fields }, circumstances), [
      ['ActionTimescaleRevised', { timescale: second, reason, authority }],
    ]);
  });

  it('to the same promise changes nothing, also where a person confirmed its reading', () => {
    expectOutcome(when('revise-timescale', { timescale: '2018-12-31', reason }), []);
    expectOutcome(when('revise-timescale', { timescale: '2018-12-31', reason }, {}, confirmed), []);
  });

  it('leaves the original promise and the forecast as they were', () => {
    expect(given(action, [BEGINNING, forecast, revised]).state).toMatchObject({
      original: first,
      revised: second,
      forecast: second,
    });
  });

  it('of an action without a date makes its first promise', () => {
    const { state } = given(action, [created(), revised]);
    expect(state).toMatchObject({ original: second });
    expect(state?.revised).toBeUndefined();
  });
});

describe('a forecast', () => {
  it('is apart from the promise', () => {
    expectOutcome(when('forecast', { timescale: '2019-03-31', narrative: 'Recruiting' }), [
      ['ActionForecast', { timescale: second, narrative: 'Recruiting' }],
    ]);
    const { state } = given(action, [BEGINNING, forecast]);
    expect(state).toMatchObject({ original: first, forecast: second });
    expect(state?.revised).toBeUndefined();
  });

  it('given again says nothing new unless it says why', () => {
    expectOutcome(when('forecast', { timescale: '2019-03-31' }, {}, forecast), []);
    expectOutcome(when('forecast', { timescale: '2019-03-31', narrative: 'Still' }, {}, forecast), [
      ['ActionForecast', { timescale: second, narrative: 'Still' }],
    ]);
  });
});

describe('confirming a reading', () => {
  it("keeps the text and is a person's", () => {
    expect(when('confirm-reading', { latest: '2018-11-30', earliest: null, basis })).toMatchObject([
      {
        type: 'ActionReadingConfirmed',
        data: { basis, timescale: { text: '2018-12-31', latest: '2018-11-30', reader: 'person' } },
      },
    ]);
  });

  it.each<[string, object, ActionFact[], string | null]>([
    ['as it was read', {}, [], '2018-12-31'],
    ['as having no last day', { latest: null }, [], null],
    ['again, otherwise', { latest: '2018-10-31' }, [confirmed], '2018-10-31'],
  ])('can be %s', (_, fields, facts, latest) => {
    const outcome = when('confirm-reading', { basis, ...fields }, {}, ...facts);
    expect(outcome).toMatchObject([{ data: { timescale: { latest, reader: 'person' } } }]);
  });

  it.each<[string, object, ActionFact[], Expected]>([
    ['the same way again', { latest: '2018-11-30' }, [confirmed], []],
    ['as before, without saying how', {}, [confirmed], []],
    [
      'as a window that ends before it begins',
      { latest: '2018-11-30', earliest: '2018-12-01' },
      [],
      'dates-out-of-order',
    ],
    ['as a window that begins after the read end', { earliest: '2019-01-01' }, [], 'dates-out-of-order'],
  ])('%s', (_, fields, facts, expected) => {
    expectOutcome(when('confirm-reading', { basis, ...fields }, {}, ...facts), expected);
  });

  it('needs a timescale', () => {
    expectOutcome(given(action, [created()]).when('confirm-reading', { basis }, around), 'no-timescale');
  });

  it('is no slip: while the first promise stands, the original is read so too', () => {
    const { state } = given(action, [BEGINNING, confirmed]);
    expect(state).toMatchObject({ original: read });
    expect(state?.revised).toBeUndefined();
  });

  it('leaves the original alone once the promise was moved', () => {
    expect(given(action, [BEGINNING, revised, confirmed]).state).toMatchObject({ original: first, revised: read });
  });
});

describe('correcting a timescale', () => {
  const corrected: ActionFact = {
    type: 'ActionCorrected',
    data: { field: 'timescale', before: first, value: second, reason: 'Typed wrongly' },
  };

  it('is no slip: the original was the corrected one', () => {
    const { state } = given(action, [BEGINNING, corrected]);
    expect(state).toMatchObject({ original: second });
    expect(state?.revised).toBeUndefined();
  });

  it('leaves the original alone once the promise was moved', () => {
    expect(given(action, [BEGINNING, revised, corrected]).state?.original).toEqual(first);
  });

  it('is read as of the same document', () => {
    const command = { field: 'timescale', value: '2019-01-31', reason };
    expect(when('correct', command, { occurredAt: '2018-05-05' })).toMatchObject([
      { data: { value: { text: '2019-01-31', context: { documentDate: '2018-03-01' } } } },
    ]);
  });
});

describe('the review date', () => {
  const set: ActionFact = { type: 'ActionReviewDateSet', data: { reviewOn: '2018-09-01' } };
  it.each<[string | null, ActionFact[], Expected]>([
    ['2018-09-01', [], [['ActionReviewDateSet', { reviewOn: '2018-09-01' }]]],
    ['2018-09-01', [set], []],
    [null, [set], [['ActionReviewDateSet', { reviewOn: null }]]],
    [null, [], []],
  ])('is set to %s after %j', (reviewOn, facts, expected) => {
    expectOutcome(when('set-review-date', { reviewOn }, {}, ...facts), expected);
  });

  it('has to be said', () => {
    expect(() => when('set-review-date', {})).toThrow('reviewOn');
  });
});
