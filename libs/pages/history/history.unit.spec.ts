import { describe, expect, it } from '@jest/globals';
import type { Names } from '../words/names.js';
import { type HistoryEvent, historyEntries } from './history.js';

const NAMES: Names = {
  CCG: { kind: 'party', name: 'Clinical Commissioning Group' },
  PHD: { kind: 'party', name: 'Public Health Dorset' },
  LEAD: { kind: 'party', name: 'Health checks lead', organisation: 'PHD' },
  MHB: { kind: 'group', name: 'Delivery Board' },
  'MHB-MTG11': { kind: 'meeting', name: null, group: 'MHB', day: '2019-02-19' },
};
const TELLING = { names: NAMES, unit: 'percent' };
const ENTRY: HistoryEvent = {
  number: 7,
  position: 9,
  eventId: 'e7',
  type: 'ActionStarted',
  stream: 'action-a1',
  kind: 'action',
  id: 'a1',
  reference: 'SMI-A02',
  revision: 3,
  recordedAt: '2019-02-20T08:33:12.000Z',
  occurredAt: '2019-02-20T08:33:12.000Z',
  effectiveFrom: '2019-02-20T08:33:12.000Z',
  actor: { party: 'LEAD', name: 'Health checks lead', kind: 'post', organisation: 'PHD', post: null, roles: [] },
  onBehalfOf: null,
  reason: null,
  meeting: null,
  minuteRef: null,
  authority: null,
  commandId: 'c7',
  source: null,
  late: null,
  changes: [],
};
/** With spaces for those that do not break a line. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll('\u00a0', ' '));
const of = (entry: Partial<HistoryEvent>) => plain(historyEntries([{ ...ENTRY, ...entry }], TELLING)[0]);
const timescale = (text: string, latest: string | null) => ({ text, latest, precision: 'month' });

describe('an entry of a history', () => {
  it('says what happened, by whom, for whom, at which meeting and from which paper', () => {
    const entry = of({
      type: 'ActionVerified',
      onBehalfOf: { party: 'CCG', source: 'Letter of 18 June' },
      meeting: 'MHB-MTG11',
      minuteRef: 'Minute 4.1',
      source: { document: 'plan.txt', line: 352 },
      changes: [{ field: 'verification', before: null, after: { narrative: 'Paper 7' } }],
    });
    expect(entry).toMatchObject({
      number: 7,
      turn: true,
      what: 'Verified',
      quote: 'Paper 7',
      quoteIs: 'evidence',
      trueFrom: null,
      recorded: '20 February 2019, 8:33am',
      by: {
        name: 'Health checks lead, Public Health Dorset',
        party: 'LEAD',
        onBehalfOf: { name: 'Clinical Commissioning Group', party: 'CCG', source: 'Letter of 18 June' },
      },
      meeting: { reference: 'MHB-MTG11', name: 'Delivery Board meeting of 19 February 2019', minute: 'Minute 4.1' },
      source: 'plan.txt, line 352',
    });
  });

  it('tells a moved date with its distance, its authority and its reason', () => {
    const entry = of({
      type: 'ActionTimescaleRevised',
      reason: 'The modelling took longer.',
      authority: 'lead',
      changes: [
        { field: 'agreed', before: timescale('Q3', '2018-12-31'), after: timescale('End March 2019', '2019-03-31') },
        { field: 'agreedBy', before: null, after: 'lead' },
      ],
    });
    expect(entry).toMatchObject({
      what: 'Agreed date moved',
      say: '90 days later, by its lead alone: not agreed',
      why: 'The modelling took longer.',
      changes: [{ label: null, before: { text: '“Q3”' }, after: { text: '“End March 2019”, by 31 March 2019' } }],
    });
  });

  it('says every field of a correction, and no consequence of one', () => {
    const entry = of({
      type: 'ActionCorrected',
      changes: [
        { field: 'original', before: timescale('2019', null), after: timescale('2018', null) },
        { field: 'agreed', before: timescale('2019', null), after: timescale('2018', null) },
        { field: 'restated', before: null, after: { times: 1 } },
        { field: 'overseenBy', before: null, after: 'MHB' },
      ],
    });
    expect(entry?.changes).toEqual([
      { label: 'Agreed date', before: { text: '“2019”' }, after: { text: '“2018”' } },
      { label: 'Overseen by', before: null, after: { text: 'Delivery Board' } },
    ]);
  });

  it('tells a miss that a corrected figure takes back as no recovery', () => {
    const breach = { period: '2018-07', actual: '57.9', expected: '75' };
    const recovered = (cause: string) =>
      of({
        type: 'TargetRecovered',
        changes: [
          { field: 'breaches.2018-07', before: breach, after: { ...breach, recovered: { period: '2018-08', cause } } },
        ],
      });
    expect(recovered('correction')?.what).toBe('Level not missed in July 2018 after all');
    expect(recovered('measurement')?.what).toBe('Level met again in August 2018');
    expect(
      of({ type: 'TargetBreached', changes: [{ field: 'breaches.2018-07', before: null, after: breach }] }),
    ).toMatchObject({ what: 'Level missed in July 2018', say: '57.9% against 75%' });
  });

  it('says when it was true, where that is not when it was recorded', () => {
    expect(of({ occurredAt: '2019-02-20' })?.trueFrom).toBeNull();
    expect(of({ occurredAt: '2019-02' })?.trueFrom).toBe('True from February 2019.');
    expect(of({ occurredAt: '2018/19-Q3' })?.trueFrom).toBe('True from October to December 2018; recorded later.');
    expect(of({ occurredAt: 'not-stated' })?.trueFrom).toBe('When it was true is not stated.');
    const late = { stated: '2018', countsFrom: '2019-01-05T10:00:00.000Z', note: '' };
    expect(of({ occurredAt: '2018', late })?.trueFrom).toContain('counts from 5 January 2019');
  });

  it('names nobody whose name was erased, and the ledger where it acted itself', () => {
    const person = { ...ENTRY.actor, kind: 'person' as const, name: null, post: 'Chair' };
    expect(of({ actor: person })?.by.name).toBe('A person whose name was erased, Chair, Public Health Dorset');
    const system = { ...ENTRY.actor, party: 'system', kind: 'system' as const, name: null };
    expect(of({ actor: system })?.by).toMatchObject({ name: 'The ledger itself', party: null });
    expect(of({ actor: system, source: { document: 'plan.txt' } })?.by.name).toBe('Loaded with the plan');
  });

  it('tells a lead released and one assigned by one command as one entry, in either order', () => {
    const owner = (before: unknown, after: unknown) => [{ field: 'owner', before, after }];
    const released = { ...ENTRY, number: 6, type: 'ActionPartyReleased', changes: owner('CCG', null) };
    const assigned = { ...ENTRY, number: 7, type: 'ActionPartyAssigned', changes: owner(null, 'LEAD') };
    const one = [
      {
        number: 7,
        what: 'Lead changed',
        changes: [{ before: { text: 'Clinical Commissioning Group' }, after: { text: 'Health checks lead' } }],
      },
    ];
    expect(historyEntries([released, assigned], TELLING)).toMatchObject(one);
    expect(historyEntries([assigned, released], TELLING)).toMatchObject(one);
    const other = { ...assigned, commandId: 'another' };
    expect(historyEntries([released, other], TELLING)).toHaveLength(2);
  });
});
