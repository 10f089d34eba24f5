import { describe, expect, it } from '@jest/globals';
import { readBody } from '../kernel/body.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given, lookupOf, prefixFor } from '../testing/specification.js';
import { promisesIn } from '../timescale/promises-in.js';
import { action } from './action.js';
import { CreateAction, laterPromiseFacts } from './creation.js';
import { AROUND, created, ITEMS, promised } from './fixtures.js';

const least = { programme: 'SMI', title: 'Agree the model' };
const create = (fields: object, around: object = AROUND) =>
  given(action).when('create', { ...least, ...fields }, around);
const made = { reference: 'SMI-A01', title: 'Agree the model', programme: 'smi', access: { level: 'internal' } };

describe('creating an action', () => {
  it.each<[string, object, Expected]>([
    ['takes no more than a programme and a title', {}, [['ActionCreated', made]]],
    ['leaves out what is empty', { parties: [], dependsOn: [] }, [['ActionCreated', made]]],
    [
      'holds ids, never references',
      {
        owner: 'TRUST',
        parties: [{ party: 'CCG', part: 'accountable' }],
        alsoIn: ['PER', 'perinatal', 'SMI'],
        overseenBy: 'FIN',
        parent: 'SMI-A02',
        dependsOn: ['SMI-A03', 'action-3'],
        reviewOn: '2018-09-01',
        externalRefs: [{ system: 'Ulysses', ref: '17' }],
        access: 'restricted',
        restrictedTo: 'BOARD',
      },
      [
        [
          'ActionCreated',
          {
            ...made,
            parties: [
              { party: 'trust', part: 'lead' },
              { party: 'ccg', part: 'accountable' },
            ],
            alsoIn: ['perinatal'],
            overseenBy: 'finance',
            parent: 'action-2',
            dependsOn: ['action-3'],
            reviewOn: '2018-09-01',
            externalRefs: [{ system: 'Ulysses', ref: '17' }],
            access: { level: 'restricted', group: 'board' },
          },
        ],
      ],
    ],
    [
      'names an owner once that is named as lead too',
      { owner: 'TRUST', parties: [{ party: 'trust', part: 'lead' }] },
      [['ActionCreated', { ...made, parties: [{ party: 'trust', part: 'lead' }] }]],
    ],
    ['refuses a programme that is not there', { programme: 'NONE' }, 'unknown-reference'],
    ['refuses a programme that is closed', { programme: 'END' }, 'programme-closed'],
    ['refuses to appear in one that is closed', { alsoIn: ['END'] }, 'programme-closed'],
    ['refuses a group that is closed', { overseenBy: 'OLD-BOARD' }, 'group-closed'],
    ['refuses a parent that is not there', { parent: 'SMI-A99' }, 'unknown-reference'],
    ['refuses to wait for what is not there', { dependsOn: ['SMI-A02', 'SMI-A99'] }, 'unknown-reference'],
    ['refuses a party that is retired', { owner: 'GONE' }, 'party-retired'],
    ['refuses an owner that is no party', { owner: 'SMI' }, 'unknown-reference'],
    ['refuses two leads', { owner: 'TRUST', parties: [{ party: 'CCG', part: 'lead' }] }, 'sole-part'],
    ['refuses restricted access without a group', { access: 'restricted' }, 'restricted-needs-group'],
  ])('%s', (_, fields, expected) => expectOutcome(create(fields), expected));

  it('names the field of a list that is wrong', () => {
    expect(
      create({
        parties: [
          { party: 'CCG', part: 'joint' },
          { party: 'GONE', part: 'joint' },
        ],
      }),
    ).toMatchObject({
      fields: { field: 'parties[1].party', value: 'GONE' },
    });
    expect(create({ dependsOn: ['SMI-A02', 'SMI-A99'] })).toMatchObject({ fields: { field: 'dependsOn[1]' } });
  });

  it.each([
    ['today', {}, {}, '2018-06-01'],
    ['the day on which it was true', {}, { occurredAt: '2018-03-09' }, '2018-03-09'],
    ['the first day of the month in which it was true', {}, { occurredAt: '2018-03' }, '2018-03-01'],
    ['today where that is not stated', {}, { occurredAt: 'not-stated' }, '2018-06-01'],
    ['the London day of an instant', {}, { occurredAt: '2018-04-30T23:30:00.000Z' }, '2018-05-01'],
    ['the date of the document that it says', { readAs: { documentDate: '2018-02-01' } }, {}, '2018-02-01'],
  ])('reads a timescale as of %s', (_, fields, circumstances, documentDate) => {
    const outcome = create({ timescale: '2018-12-31', ...fields }, { ...AROUND, ...circumstances });
    expect(outcome).toMatchObject([
      { data: { timescale: { text: '2018-12-31', latest: '2018-12-31', context: { documentDate } } } },
    ]);
  });

  it('reads a timescale with the rows above it', () => {
    const above = [{ text: '2018-12-31', latest: '2018-12-31' }, { text: 'TBC' }];
    expect(create({ timescale: 'TBC', readAs: { above } })).toMatchObject([
      { data: { timescale: { context: { above: [above[0], { text: 'TBC', latest: null }] } } } },
    ]);
  });

  it('records what the text of its timescale tells besides the first promise, and a review only where none is given', () => {
    const told = { ...promised('March 2019'), earlier: [{ text: 'Dec 2018', earliest: null, latest: '2018-12-31' }] };
    const forecast = { earliest: null, latest: '2019-06-30' };
    const promises = promisesIn({ ...told, forecast, reviewOn: '2018-09-01' });
    const facts = laterPromiseFacts(promises, {});
    expect(facts).toMatchObject([
      { type: 'ActionTimescaleRevised', data: { timescale: { latest: '2019-03-31' }, authority: 'unknown' } },
      { type: 'ActionForecast', data: { timescale: { text: 'March 2019', latest: '2019-06-30' } } },
      { type: 'ActionReviewDateSet', data: { reviewOn: '2018-09-01' } },
    ]);
    expect(laterPromiseFacts(promises, { reviewOn: '2018-10-01' }).map(({ type }) => type)).toEqual([
      'ActionTimescaleRevised',
      'ActionForecast',
    ]);
    expect(laterPromiseFacts(promisesIn(promised('March 2019')), {})).toEqual([]);
    const begun = created({ timescale: promises.original });
    expect(given(action, [begun, ...facts]).state).toMatchObject({
      original: { latest: '2018-12-31' },
      revised: { latest: '2019-03-31' },
      forecast: { latest: '2019-06-30' },
      reviewOn: '2018-09-01',
    });
  });

  it('begins planned, its first promise the agreed one', () => {
    const timescale = promised('2018-12-31');
    const { state } = given(action, [
      { type: 'ActionCreated', data: { ...made, access: { level: 'public' }, timescale } },
    ]);
    expect(state).toMatchObject({ status: 'planned', original: timescale, parties: [] });
  });

  it('makes its reference from that of its programme', () => {
    const lookup = lookupOf(ITEMS);
    expect(prefixFor(action, { ...least, programme: 'smi' }, lookup)).toBe('SMI-A');
    expect(prefixFor(action, { ...least, programme: 'X' }, lookup)).toMatchObject({
      refused: 'unknown-reference',
    });
  });

  it.each<[string, object]>([
    ['programme', { programme: undefined }],
    ['title', { title: '' }],
    ['title', { title: 'x'.repeat(301) }],
    ['timescale', { timescale: 'x'.repeat(1001) }],
    ['parties[0].part', { parties: [{ party: 'CCG', part: 'owner' }] }],
    ['alsoIn', { alsoIn: Array.from({ length: 101 }, () => 'SMI') }],
    ['externalRefs[0].ref', { externalRefs: [{ system: 'Ulysses' }] }],
    ['readAs.above[0].text', { readAs: { above: [{ latest: '2018-12-31' }] } }],
    ['reviewOn', { reviewOn: '2018-02-31' }],
    ['reference', { reference: 'smi a1' }],
    ['access', { access: 'secret' }],
    ['status', { status: 'complete' }],
  ])('takes no body whose %s is wrong: %#', (field, fields) => {
    expect(readBody(CreateAction, { ...least, ...fields })).toMatchObject({ errors: [{ field }] });
  });
});
