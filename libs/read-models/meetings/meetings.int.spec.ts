import { expect, test } from '@jest/globals';
import { decodeCursor } from '#read-store/query/cursor.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { fact, OPENING } from '#test/support/read-models/plan.js';
import { findMeeting, firstMeetingAfter, listMeetings } from './meetings.queries.js';
import type { MeetingFilter } from './meetings.schema.js';
import { MEETING } from './meetings.schema.js';

const scheduled = (id: string, group: string, startsAt: string) =>
  fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group, startsAt });
const SCHEDULED = [
  ...OPENING,
  scheduled('b1', 'g1', '2018-06-01T09:00:00.000Z'),
  scheduled('b2', 'g1', '2018-04-01T09:00:00.000Z'),
  scheduled('c1', 'g2', '2018-06-01T09:00:00.000Z'),
];
const HISTORY = [
  ...SCHEDULED,
  fact('meeting-b2', 'MeetingPackIssued', { position: 8, hash: 'abc' }, { recordedAt: '2018-04-01T08:00:00.000Z' }),
  fact('meeting-b2', 'MeetingHeld', { present: ['o2'], apologies: ['o1'], quorate: true }),
  fact('meeting-c1', 'MeetingRescheduled', { startsAt: '2018-03-01T09:00:00.000Z', reason: 'Snow' }),
  fact('meeting-b2', 'MeetingMinutesApproved'),
];

describeOnEveryEngine('meetings', () => {
  test('a meeting shows its pack and who was there', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findMeeting(view, 'b2'));
      expect(breaks(MEETING, shown)).toEqual([]);
      expect(shown).toMatchObject({
        group: 'BOARD',
        title: null,
        status: 'minuted',
        pack: { position: 8, hash: 'abc', issuedAt: '2018-04-01T08:00:00.000Z' },
        present: ['LEAD'],
        apologies: ['CCG'],
        quorate: true,
      });
    }));

  test('a quorum is worked out by the rule of the meeting’s own day, as it was known', () => {
    const at = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z`, occurredAt: day });
    const rule = (atLeast: number, posts: string[], day: string) =>
      fact('group-g1', 'GroupQuorumSet', { atLeast, posts }, at(day));
    const ruled = [
      ...SCHEDULED,
      rule(2, ['o2'], '2018-03-20'),
      fact('meeting-b2', 'MeetingHeld', { present: ['o2'], apologies: ['o1'], quorate: true }, at('2018-04-01')),
      rule(1, ['o1'], '2018-05-01'),
      fact('meeting-b1', 'MeetingHeld', { present: ['o2', 'o1'], apologies: [] }, at('2018-06-01')),
    ];
    const removed = [...ruled, fact('group-g1', 'GroupQuorumRemoved', { reason: 'All decide' }, at('2018-05-20'))];
    return withHistory(removed, async (ask) => {
      const quorumOf = async (id: string, asked = {}) => (await ask((view) => findMeeting(view, id), asked))?.quorum;
      expect(await quorumOf('b2')).toEqual({ quorate: false, present: 1, atLeast: 2, posts: ['LEAD'], missing: [] });
      expect(await quorumOf('b1', { asOfPosition: ruled.length })).toEqual({
        quorate: true,
        present: 2,
        atLeast: 1,
        posts: ['CCG'],
        missing: [],
      });
      expect(await quorumOf('b1')).toBeNull();
      expect(await quorumOf('c1')).toBeNull();
      expect(breaks(MEETING, await ask((view) => findMeeting(view, 'b2')))).toEqual([]);
      expect((await ask((view) => findMeeting(view, 'b2')))?.quorate).toBe(true);
    });
  });

  test('a list stands in the order of their starts and is narrowed by every filter, now and in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: MeetingFilter, asked = {}) =>
        referencesIn(await ask((view) => listMeetings(view, filter, { limit: 50 }), asked));
      const then = { asOfPosition: SCHEDULED.length };
      expect(await list({})).toEqual(['C1', 'B2', 'B1']);
      expect(await list({}, then)).toEqual(['B2', 'B1', 'C1']);
      expect(await list({ order: 'newest' })).toEqual(['B1', 'B2', 'C1']);
      expect(await list({ group: 'stp' })).toEqual(['C1']);
      expect(await list({ status: 'minuted' })).toEqual(['B2']);
      expect(await list({ status: 'scheduled' }, then)).toEqual(['B2', 'B1', 'C1']);
      expect(await list({ from: '2018-04-01T09:00:00Z' })).toEqual(['B2', 'B1']);
      expect(await list({ to: '2018-04-01T09:00:00Z' })).toEqual(['C1', 'B2']);
      expect(await list({ to: '2018-02-28T00:00:00Z' })).toEqual([]);
    }));

  test('pages go on among meetings that start together', () =>
    withHistory(SCHEDULED, async (ask) => {
      const first = await ask((view) => listMeetings(view, {}, { limit: 2 }));
      expect(referencesIn(first)).toEqual(['B2', 'B1']);
      expect(first.total).toBe(3);
      const cursor = decodeCursor(first.nextCursor ?? '');
      const second = await ask((view) => listMeetings(view, {}, { limit: 2, cursor }));
      expect(referencesIn(second)).toEqual(['C1']);
      expect(second.total).toBe(3);
      expect(second.nextCursor).toBeNull();
    }));

  test('the first meeting of a group after a day is found, one that was cancelled left out', () =>
    withHistory([...HISTORY, fact('meeting-b1', 'MeetingCancelled', { reason: 'Snow' })], async (ask) => {
      const after = (group: string, day: string, asked = {}) =>
        ask((view) => firstMeetingAfter(view, group, day), asked);
      expect(await after('g1', '2018-03-31')).toEqual({ reference: 'B2', on: '2018-04-01' });
      expect(await after('g1', '2018-04-01')).toBeUndefined();
      expect(await after('g1', '2018-04-01', { asOfPosition: SCHEDULED.length })).toEqual({
        reference: 'B1',
        on: '2018-06-01',
      });
      expect(await after('g2', '2018-02-28')).toEqual({ reference: 'C1', on: '2018-03-01' });
      expect(await after('g3', '2018-02-28')).toBeUndefined();
    }));
});
