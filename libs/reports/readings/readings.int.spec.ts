import { expect, test } from '@jest/globals';
import { readTimescale } from '#domain/timescale/reader.js';
import { READER } from '#domain/timescale/reader-version.js';
import type { Timescale } from '#domain/timescale/reading.js';
import { decodeCursor } from '#read-store/query/cursor.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { OUTSIDER, referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { listReadings } from './readings.js';
import { READINGS } from './schema.js';

const context = { documentDate: '2018-03-01' };
/** As an earlier reader would have stored it: the present reading but for some fields. */
const old = (text: string, fields: Partial<Timescale> = {}): Timescale => ({
  ...readTimescale(text, context),
  reader: 'reader-1',
  ...fields,
});
const UNREAD = { latest: null, earliest: null, precision: 'unread' } as const;
const ALL = { limit: 100 };
const revised = (timescale: Timescale) => ({ timescale, reason: 'Late', authority: 'group' });

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Read otherwise', timescale: old('By end Q3 2018', { latest: '2018-09-30' }) }),
  action('a2', { title: 'Read the same', timescale: old('By end Q3 2018', { assumptions: ['Other words'] }) }),
  action('a3', { title: 'Read by a person', timescale: old('March 2019', { ...UNREAD, reader: 'person' }) }),
  action('a4', { title: 'Read by this reader', timescale: { ...old('March 2019', UNREAD), reader: READER } }),
  action('a5', { title: 'For the board', timescale: old('March 2019', UNREAD), access: BOARD_ONLY }),
  action('a6', { title: 'Without a date' }),
  action('a7', { title: 'Elsewhere', programme: 'p2', timescale: old('March 2019', UNREAD) }),
  milestone('m1', { title: 'A step', due: old('March 2019', UNREAD) }),
];

describeOnEveryEngine('readings', () => {
  test('what the present reader reads otherwise is listed with both readings, and nothing else', () =>
    withHistory(HISTORY, async (ask) => {
      const page = await ask((view) => listReadings(view, {}, ALL));
      expect(breaks(READINGS, page)).toEqual([]);
      expect(referencesIn(page)).toEqual(['SMI-A1', 'SMI-A5', 'SMI-A7', 'SMI-M1']);
      expect(page.reader).toBe(READER);
      expect(page.items[0]).toMatchObject({
        kind: 'action',
        title: 'Read otherwise',
        programme: 'SMI',
        status: 'planned',
        text: 'By end Q3 2018',
        stored: { reader: 'reader-1', reading: { latest: '2018-09-30', firmness: 'firm' } },
        present: { latest: '2018-12-31', firmness: 'firm' },
        differs: ['latest'],
      });
      expect(page.items[3]).toMatchObject({ kind: 'milestone', differs: ['earliest', 'latest', 'precision'] });
    }));

  test('it is narrowed by programme and group, paged, and shows nothing that the reader may not see', () =>
    withHistory(HISTORY, async (ask) => {
      const listed = async (asked: object, moment: object = {}) =>
        referencesIn(await ask((view) => listReadings(view, asked, ALL), moment));
      expect(await listed({ programme: 'SMI' })).toEqual(['SMI-A1', 'SMI-A5', 'SMI-M1']);
      expect(await listed({ group: 'BOARD' })).toEqual(['SMI-A7']);
      expect(await listed({}, { reader: OUTSIDER })).toEqual(['SMI-A1', 'SMI-A7', 'SMI-M1']);

      const first = await ask((view) => listReadings(view, {}, { limit: 3 }));
      expect(referencesIn(first)).toEqual(['SMI-A1', 'SMI-A5', 'SMI-A7']);
      const cursor = decodeCursor(String(first.nextCursor));
      const second = await ask((view) => listReadings(view, {}, { limit: 3, cursor }));
      expect([referencesIn(second), second.nextCursor]).toEqual([['SMI-M1'], null]);
    }));

  test('what a person confirms, corrects or revises is no longer listed, and was until then', () => {
    const confirmed = old('March 2019', { latest: '2019-03-15', reader: 'person' });
    const later = [
      fact('action-a1', 'ActionReadingConfirmed', { timescale: confirmed, basis: 'Asked' }),
      fact('action-a5', 'ActionTimescaleRevised', revised(readTimescale('June 2019', context))),
      fact('milestone-m1', 'MilestoneCorrected', {
        field: 'due',
        before: null,
        value: readTimescale('May 2019', context),
        reason: 'A typing error',
      }),
      fact('action-a7', 'ActionTimescaleRevised', revised(old('June 2019', UNREAD))),
      fact('action-a7', 'ActionMoved', { programme: 'p1', reason: 'A better place' }),
    ];
    return withHistory([...HISTORY, ...later], async (ask) => {
      const listed = async (moment: object) =>
        referencesIn(await ask((view) => listReadings(view, { programme: 'SMI' }, ALL), moment));
      expect(await listed({})).toEqual(['SMI-A7']);
      expect(await listed({ asOfPosition: HISTORY.length + 1 })).toEqual(['SMI-A5', 'SMI-M1']);
      expect(await listed({ asOfPosition: HISTORY.length })).toEqual(['SMI-A1', 'SMI-A5', 'SMI-M1']);
    });
  });
});
