import { expect, test } from '@jest/globals';
import { type Cursor, decodeCursor } from '#read-store/query/cursor.js';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, decision, fact, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import type { UpcomingQuery } from './schema.js';
import { UPCOMING } from './schema.js';
import { listUpcoming } from './upcoming.js';

const yearly = { ...by(null, 'By 31 October each year'), recurrence: { every: 'year', month: 10, day: 31 } } as const;
const HISTORY: readonly ToldFact[] = [
  ...OPENING,
  action('a1', { title: 'Firm', timescale: by('2018-10-20'), parties: [{ party: 'o2', part: 'lead' }] }),
  action('a2', { title: 'Comes round', timescale: yearly }),
  action('a3', { title: 'Reviewed', reviewOn: '2018-10-05' }),
  action('a4', { title: 'Deferred', programme: 'p2' }),
  fact('action-a4', 'ActionDeferred', { reason: 'Money', until: '2018-10-28' }),
  action('a5', { title: 'Secret', timescale: by('2018-10-20'), access: BOARD_ONLY }),
  action('a6', { title: 'Overdue', timescale: by('2018-09-30') }),
  action('a7', { title: 'Done', timescale: by('2018-10-21') }),
  fact('action-a7', 'ActionCompleted'),
  milestone('m1', { title: 'Estimated', due: { ...by('2018-10-31'), firmness: 'estimate' } }),
  milestone('m2', { title: 'Later', due: by('2018-12-15'), programme: 'p2' }),
  target('t1', {
    trajectory: [
      { period: '2018-10', value: '50' },
      { period: '2018-12', value: '60' },
    ],
  }),
  decision('d1', { reviewBy: '2018-10-02', group: 'g1' }),
];
const MEETING = fact('meeting-w1', 'MeetingScheduled', {
  reference: 'BOARD-W1',
  group: 'g1',
  startsAt: '2018-12-20T10:00:00.000Z',
});

async function upcoming(asked: UpcomingQuery, history = HISTORY, about = {}, limit = 50) {
  const pages: Awaited<ReturnType<typeof listUpcoming>>[] = [];
  await withHistory(history, async (ask) => {
    pages.push(await ask((view) => listUpcoming(view, asked, { limit }), about));
  });
  const [page] = pages;
  if (!page) throw new Error('Nothing was answered.');
  expect(breaks(UPCOMING, page)).toEqual([]);
  return page;
}
const dates = ({ items }: Awaited<ReturnType<typeof upcoming>>) =>
  items.map(({ on, reference, what }) => `${on} ${reference} ${what}`);

describeOnEveryEngine('upcoming', () => {
  test('what comes in the next days, the soonest first', async () => {
    const page = await upcoming({ days: 30 });
    expect(page).toMatchObject({ day: '2018-10-01', until: '2018-10-31', nextMeeting: null });
    expect(dates(page)).toEqual([
      '2018-10-02 SMI-D1 review',
      '2018-10-05 SMI-A3 review',
      '2018-10-20 SMI-A1 due',
      '2018-10-20 SMI-A5 due',
      '2018-10-28 SMI-A4 deferral',
      '2018-10-31 SMI-A2 occurrence',
      '2018-10-31 SMI-M1 due',
      '2018-10-31 SMI-T1 period',
    ]);
    expect(page.items[2]).toMatchObject({ inDays: 19, firmness: 'firm', owner: 'LEAD', beforeNextMeeting: null });
    expect(page.items[6]).toMatchObject({ firmness: 'estimate' });
    expect(page.items[7]).toMatchObject({ period: '2018-10' });
    expect(dates(await upcoming({ days: 4 }))).toEqual(['2018-10-02 SMI-D1 review', '2018-10-05 SMI-A3 review']);
  });

  test('a group sees what comes before it meets next, however far ahead that is', async () => {
    const page = await upcoming({ group: 'BOARD' }, [...HISTORY, MEETING]);
    expect(page).toMatchObject({ until: '2018-12-20', nextMeeting: { reference: 'BOARD-W1' } });
    expect(dates(page)).toEqual(['2018-10-02 SMI-D1 review', '2018-10-28 SMI-A4 deferral', '2018-12-15 SMI-M2 due']);
    expect(page.items.every(({ beforeNextMeeting }) => beforeNextMeeting)).toBe(true);
    const late = await upcoming({ group: 'BOARD', days: 100 }, [
      ...HISTORY,
      MEETING,
      milestone('m3', { title: 'After', due: by('2018-12-31'), programme: 'p2' }),
    ]);
    expect(late.items.at(-1)).toMatchObject({ reference: 'SMI-M3', beforeNextMeeting: false });
  });

  test('settled occurrences and measured periods are left out, and unsettled ones do not hide the next', async () => {
    const settled = [
      ...HISTORY,
      fact('action-a2', 'ActionOccurrenceCompleted', { due: '2018-10-31' }),
      fact('target-t1', 'TargetMeasured', {
        period: '2018-10',
        value: '51',
        status: 'final',
        source: 'x',
        access: { level: 'internal' },
      }),
    ];
    expect(dates(await upcoming({ programme: 'SMI', days: 30 }, settled))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/occurrence|period/)]),
    );
    const yearLater = await upcoming({ programme: 'SMI', days: 30 }, HISTORY, { now: '2019-10-10T12:00:00.000Z' });
    expect(dates(yearLater)).toEqual(['2019-10-31 SMI-A2 occurrence']);
  });

  test('what a reader may not see is not there, and the past is as it was known', async () => {
    expect(dates(await upcoming({ days: 20 }, HISTORY, { reader: OUTSIDER }))).not.toContain('2018-10-20 SMI-A5 due');
    const before = { asOfPosition: HISTORY.length - 1, effectiveAt: '2018-10-01T12:00:00.000Z' };
    expect(dates(await upcoming({ days: 4 }, HISTORY, before))).toEqual(['2018-10-05 SMI-A3 review']);
  });

  test('pages follow one another, whatever their size, live and as of the past', () =>
    withHistory([...HISTORY, fact('action-a7', 'ActionReopened', { reason: 'Not done' })], async (ask) => {
      for (const past of [{}, { asOfPosition: HISTORY.length, effectiveAt: '2018-10-01T12:00:00.000Z' }]) {
        const all = await ask((view) => listUpcoming(view, { days: 30 }, { limit: 50 }), past);
        expect(all.items.length).toBeGreaterThan(7);
        for (const limit of [1, 2, 3]) {
          const shown: string[] = [];
          let cursor: Cursor | undefined;
          do {
            const asked = cursor?.moment ?? past;
            const page = await ask((view) => listUpcoming(view, { days: 30 }, { limit, cursor }), asked);
            shown.push(...dates(page));
            cursor = page.nextCursor === null ? undefined : decodeCursor(page.nextCursor);
          } while (cursor);
          expect(shown).toEqual(dates(all));
        }
      }
    }));
});
