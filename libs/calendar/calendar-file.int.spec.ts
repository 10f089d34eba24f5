import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import type { Queries } from '#application/queries/queries.js';
import { EVERYTHING, type Viewer } from '#read-store/query/visibility.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { action, BOARD_ONLY, decision, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { withQueries } from '#test/support/read-models/queries.js';
import { by } from '#test/support/read-models/timescales.js';
import { type CalendarFile, type CalendarScope, calendarFile } from './calendar-file.js';

const MAY = { earliest: '2018-05-01', latest: '2018-05-31' };
const HISTORY: readonly ToldFact[] = [
  ...OPENING,
  action('a1', { title: 'Audit', timescale: by('2018-06-30'), parties: [{ party: 'o2', part: 'lead' }] }),
  action('a2', { title: 'Roughly', timescale: { ...by('2018-05-31', 'around May'), firmness: 'estimate' } }),
  action('a3', { title: 'Sealed', timescale: by('2018-06-15'), access: BOARD_ONLY }),
  action('a4', { title: 'Exactly', timescale: { ...by('2018-05-09', '9 May 2018'), earliest: '2018-05-09' } }),
  action('a5', {
    title: 'Taken for granted',
    timescale: { ...by(null, 'May'), ...MAY, assumptions: ['The year is that of the plan.'] },
  }),
  action('a6', { title: 'Without end', timescale: { ...by(null, 'Ongoing'), openEnded: true } }),
  action('a7', { title: 'No date at all' }),
  action('a8', { title: 'Given up', timescale: by('2018-05-20') }),
  fact('action-a8', 'ActionWithdrawn', { kind: 'no-longer-needed', reason: 'Done elsewhere' }),
  action('a9', { title: 'Finished', timescale: by('2018-04-10') }),
  fact('action-a9', 'ActionCompleted'),
  action('a10', { title: 'Looked at', reviewOn: '2018-07-02' }),
  action('a11', {
    title: 'Comes round',
    timescale: { ...by(null, 'By 31 October each year'), recurrence: { every: 'year', month: 10, day: 31 } },
  }),
  milestone('m1', { title: 'Model agreed', due: by('2018-05-31') }),
  decision('d1', { title: 'Defer, for now', reviewBy: '2018-09-01', group: 'g1' }),
  fact('meeting-w1', 'MeetingScheduled', { reference: 'BOARD-W1', group: 'g1', startsAt: '2018-06-07T13:00:00.000Z' }),
  fact('meeting-w2', 'MeetingScheduled', { reference: 'BOARD-W2', group: 'g1', startsAt: '2018-07-07T13:00:00.000Z' }),
  fact('meeting-w2', 'MeetingCancelled', { reason: 'No quorum' }),
];
const OUTSIDER: Viewer = { everything: false, groups: [], seesAccess: false };
const THEN = { effectiveAt: '2018-05-01T12:00:00.000Z' };

interface Asked {
  readonly scope?: CalendarScope;
  readonly reader?: Viewer;
  readonly moment?: object;
  readonly history?: readonly ToldFact[];
}

async function made({ scope = {}, reader = EVERYTHING, moment = THEN, history = HISTORY }: Asked = {}) {
  const files: CalendarFile[] = [];
  await withQueries(history, async (of) => {
    const queries: Queries = { ...of, moved: async () => false, unreachableSince: () => undefined };
    const urlOf = (path: string) => `https://ledger.example${path}`;
    files.push(await calendarFile(queries, { moment, scope, reader, urlOf }));
  });
  const [file] = files;
  if (!file) throw new Error('No calendar was made.');
  const calendar = new ICAL.Component(ICAL.parse(file.text));
  const events = calendar.getAllSubcomponents('vevent').map((event) => ({
    title: String(event.getFirstPropertyValue('summary')),
    on: String(event.getFirstPropertyValue('dtstart')),
    status: event.getFirstPropertyValue('status'),
    text: String(event.getFirstPropertyValue('description')),
    url: event.getFirstPropertyValue('url'),
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    stamp: String(event.getFirstPropertyValue('dtstamp')),
  }));
  return { ...file, calendar, events };
}
const titles = ({ events }: Awaited<ReturnType<typeof made>>) => events.map(({ title }) => title);

describe('a calendar', () => {
  it('holds each date on its last day, and says how vague it is', async () => {
    const { events } = await made();
    expect(events.map(({ on, title, status }) => [on, title, status])).toEqual([
      ['2018-04-10', 'Done: By 10 April 2018: SMI-A9 Finished', 'CONFIRMED'],
      ['2018-05-09', 'SMI-A4 Exactly', 'CONFIRMED'],
      ['2018-05-20', 'Cancelled: By 20 May 2018: SMI-A8 Given up', 'CANCELLED'],
      ['2018-05-31', 'By 31 May 2018 (estimate): SMI-A2 Roughly', 'TENTATIVE'],
      ['2018-05-31', 'By 31 May 2018 (estimate): SMI-A5 Taken for granted', 'TENTATIVE'],
      ['2018-05-31', 'By 31 May 2018: SMI-M1 Model agreed', 'CONFIRMED'],
      ['2018-06-07T13:00:00Z', 'BOARD-W1 Board', 'CONFIRMED'],
      ['2018-06-15', 'By 15 June 2018: SMI-A3 Sealed', 'CONFIRMED'],
      ['2018-06-30', 'By 30 June 2018: SMI-A1 Audit', 'CONFIRMED'],
      ['2018-07-02', 'To be looked at again: SMI-A10 Looked at', 'CONFIRMED'],
      ['2018-07-07T13:00:00Z', 'Cancelled: BOARD-W2 Board', 'CANCELLED'],
      ['2018-09-01', 'Decision to be reviewed: SMI-D1 Defer, for now', 'CONFIRMED'],
      ['2018-10-31', 'Due this time: SMI-A11 Comes round', 'CONFIRMED'],
    ]);
  });

  it('says what was written, how it was read and why, who leads, and where the item is', async () => {
    const { events, calendar } = await made();
    const of = (reference: string) => events.find(({ title }) => title.includes(`${reference} `));
    expect(of('SMI-A5')?.text).toBe(
      [
        'As written: “May”',
        'How we understood it: Between 1 May 2018 and 31 May 2018',
        'Because: The year is that of the plan.',
        'Status: Planned',
        'Programme: Severe mental illness',
      ].join('\n'),
    );
    expect(of('SMI-A2')?.text).toContain('It is an estimate: the text names no firm day.');
    expect(of('SMI-A1')).toMatchObject({
      text: expect.stringContaining('Lead: SMI lead'),
      url: 'https://ledger.example/actions/SMI-A1',
    });
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Plan');
    expect(calendar.getFirstPropertyValue('description')).toMatch(/^It stands on event \d+, the last/);
    expect(calendar.getFirstPropertyValue('refresh-interval')?.toString()).toBe('PT1H');
  });

  it('moves an event with its date, and keeps it the same event', async () => {
    const moved = [
      ...HISTORY,
      fact('action-a1', 'ActionTimescaleRevised', { timescale: by('2018-08-31'), reason: 'Late', authority: 'group' }),
    ];
    const [before, after] = [await made(), await made({ history: moved })];
    const [one, other] = [before, after].map(({ events }) => events.find(({ title }) => title.includes('SMI-A1 ')));
    expect(after.etag).not.toBe(before.etag);
    expect([one?.on, other?.on, other?.uid]).toEqual(['2018-06-30', '2018-08-31', one?.uid]);
    expect([one?.sequence, other?.sequence]).toEqual([0, 1]);
    expect(String(other?.stamp) > String(one?.stamp)).toBe(true);
  });

  it('is the same while its events are, whatever else is recorded', async () => {
    const more = [...HISTORY, fact('group-g3', 'GroupRegistered', { reference: 'MORE', name: 'More' })];
    const [before, after] = [await made(), await made({ history: more })];
    expect(after.etag).toBe(before.etag);
  });

  it('holds what a reader may see, of a programme, a board or a lead', async () => {
    expect(titles(await made({ reader: OUTSIDER })).some((title) => title.includes('Sealed'))).toBe(false);
    expect(titles(await made({ scope: { owner: 'LEAD' } }))).toEqual(['By 30 June 2018: SMI-A1 Audit']);
    expect(titles(await made({ scope: { programme: 'IAPT' } }))).toEqual([
      'BOARD-W1 Board',
      'Cancelled: BOARD-W2 Board',
    ]);
    expect(titles(await made({ scope: { group: 'BOARD' } }))).toEqual([
      'BOARD-W1 Board',
      'Cancelled: BOARD-W2 Board',
      'Decision to be reviewed: SMI-D1 Defer, for now',
    ]);
    await expect(made({ scope: { programme: 'NONE' } })).rejects.toMatchObject({ code: 'unknown-reference' });
  });
});
