import { describe, expect, it } from '@jest/globals';
import { otherAction } from '../action/fixtures.js';
import { readBody } from '../kernel/body.js';
import type { LookupResult } from '../kernel/decider.js';
import { contextOf, type SpecContext } from '../testing/specification.js';
import { nextMeetingOf } from './next-meeting.js';
import { ReadAsBody, readPromise } from './promise.js';

const smi = { programme: 'smi' };
const contextFor = (readAs: object | undefined, circumstances: SpecContext = {}) =>
  readPromise('2018-12-31', readAs as ReadAsBody | undefined, contextOf(circumstances), smi).context;

describe('the date of the document that a text is read by', () => {
  it.each<[string, object | undefined, SpecContext, object]>([
    ['today for a command given now', undefined, {}, { documentDate: '2018-06-01' }],
    ['when it was true', undefined, { occurredAt: '2018-03' }, { documentDate: '2018-03-01' }],
    [
      'by when its source said it',
      undefined,
      { occurredAt: 'not-stated', statedBy: '2018-03-09' },
      { documentDate: '2018-03-09' },
    ],
    [
      'not known where nothing says it',
      undefined,
      { occurredAt: 'not-stated' },
      { documentDate: '2018-06-01', documentDateKnown: false },
    ],
    [
      'not known where the command says so, whenever it was true',
      { documentDate: 'not-stated' },
      { occurredAt: '2018-03-09' },
      { documentDate: '2018-06-01', documentDateKnown: false },
    ],
    [
      'the one that is named',
      { documentDate: '2018-02-01' },
      { occurredAt: 'not-stated' },
      { documentDate: '2018-02-01' },
    ],
  ])('is %s', (_, readAs, circumstances, context) => {
    expect(contextFor(readAs, circumstances)).toEqual(context);
  });
});

it('a column of dates is kept only where it is one', () => {
  const documentDate = '2018-06-01';
  expect(contextFor({ columnOfDates: true })).toEqual({ documentDate, columnOfDates: true });
  expect(contextFor({ columnOfDates: false })).toEqual({ documentDate });
  expect(readBody(ReadAsBody, { columnOfDates: 'yes' })).toMatchObject({ errors: [{ field: 'columnOfDates' }] });
  expect(readBody(ReadAsBody, { documentDate: 'unknown' })).toMatchObject({ errors: [{ field: 'documentDate' }] });
});

describe('the next meeting of the group that oversees an item', () => {
  const item = (kind: LookupResult['kind'], id: string, state: object): LookupResult => ({
    kind,
    id,
    reference: id,
    state,
  });
  const meeting = (id: string, group: string, startsAt: string) => item('meeting', id, { group, startsAt });
  const items = [
    item('programme', 'smi', { parent: 'mental-health' }),
    item('programme', 'mental-health', { group: 'board', parent: 'all' }),
    item('programme', 'all', { group: 'system' }),
    item('programme', 'nobody', {}),
    otherAction('action-1', 'SMI-A01', { type: 'ActionDescribed', data: { overseenBy: 'finance' } }),
    otherAction('action-2', 'SMI-A02'),
    meeting('B2', 'board', '2018-07-01T09:00:00.000Z'),
    meeting('B1', 'board', '2018-06-14T23:30:00.000Z'),
    meeting('F1', 'finance', '2018-06-20T09:00:00.000Z'),
    meeting('S1', 'system', '2018-06-02T09:00:00.000Z'),
  ];
  const context = contextOf({ items });

  it.each<[string, object, string, object | undefined]>([
    ["is of its programme's nearest group", smi, '2018-06-01', { reference: 'B1', on: '2018-06-15' }],
    ['comes after the day', smi, '2018-06-15', { reference: 'B2', on: '2018-07-01' }],
    ['is none after the last', smi, '2018-07-01', undefined],
    ['is of its own group', { ...smi, overseenBy: 'finance' }, '2018-06-01', { reference: 'F1', on: '2018-06-20' }],
    [
      "is of its action's own group",
      { ...smi, action: 'action-1' },
      '2018-06-01',
      { reference: 'F1', on: '2018-06-20' },
    ],
    [
      "is of its programme's where its action has none",
      { ...smi, action: 'action-2' },
      '2018-06-01',
      { reference: 'B1', on: '2018-06-15' },
    ],
    ['is none where no group oversees it', { programme: 'nobody' }, '2018-06-01', undefined],
  ])('%s', (_, overseen, after, expected) => {
    expect(nextMeetingOf({ ...smi, ...overseen }, after, context)).toEqual(expected);
  });

  it('is left out of a reading that it changes nothing of', () => {
    expect(readPromise('31 December 2018, after the meeting', undefined, context, smi).context).toEqual({
      documentDate: '2018-06-01',
    });
  });
});
