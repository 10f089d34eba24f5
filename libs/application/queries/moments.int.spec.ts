import { expect, it } from '@jest/globals';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { withQueries } from '#test/support/read-models/queries.js';
import { routes } from '../routes/routes.js';
import { executeQuery } from './execute-query.js';

const meeting = (id: string) =>
  fact(`meeting-${id}`, 'MeetingScheduled', {
    reference: id.toUpperCase(),
    group: 'g1',
    startsAt: '2018-06-01T09:00:00.000Z',
  });
const BEFORE_PACK = [
  ...OPENING,
  action('a1', { title: 'Review' }),
  action('a2', { title: 'Later' }),
  fact('action-a1', 'ActionStarted', {}, { recordedAt: '2018-05-01T09:00:00.000Z' }),
  meeting('m1'),
  meeting('m2'),
];
const NUMBER = BEFORE_PACK.length;
const recordedAt = '2018-05-20T09:00:00.000Z';
/** A copy of the store: the pack names a position of another store, and the number of the same event. */
const ISSUED = fact(
  'meeting-m1',
  'MeetingPackIssued',
  { position: 9_000, number: NUMBER, hash: 'abc' },
  { recordedAt },
);
const HISTORY = [
  ...BEFORE_PACK,
  ISSUED,
  // Recorded after the pack, true before it.
  fact('action-a1', 'ActionBlocked', { reason: 'Staff' }, { recordedAt: '2018-06-02T09:00:00.000Z' }),
  fact('action-a1', 'ActionUnblocked', {}, { recordedAt: '2018-06-03T09:00:00.000Z' }),
];

describeOnEveryEngine('a moment of a question', () => {
  const status = (query: object) => executed(query, (found) => found.items[0]?.status);
  async function executed<T>(query: object, shown: (found: Awaited<ReturnType<typeof list>>) => T): Promise<T> {
    let answer: T | undefined;
    await withQueries(HISTORY, async (of) => {
      answer = shown(await list(of, query));
    });
    return answer as T;
  }
  const list = (of: Parameters<typeof executeQuery>[0], query: object) =>
    executeQuery(of, routes.actions, query, {}, EVERYTHING);

  it('is given by the number of its last event', async () => {
    expect(await status({ asOfNumber: String(NUMBER + 2) })).toBe('blocked');
    expect(await executed({ asOfNumber: '0' }, ({ items, asOf }) => [items, asOf.position, asOf.number])).toEqual([
      [],
      0,
      0,
    ]);
    expect(await executed({ asOfNumber: String(NUMBER) }, ({ asOf }) => asOf)).toEqual(
      await executed({ asOfPosition: String(NUMBER) }, ({ asOf }) => asOf),
    );
    await expect(status({ asOfNumber: String(HISTORY.length + 1) })).rejects.toMatchObject({ code: 'number-ahead' });
  });

  it('is given by a meeting: what its pack was made of, on the day of its issue', () =>
    withQueries(HISTORY, async (of) => {
      const shown = await list(of, { asOfMeeting: 'm1', limit: '1' });
      const day = '2018-05-20T22:59:59.999Z';
      expect(shown).toMatchObject({ items: [{ status: 'in-progress' }], asOf: { number: NUMBER } });
      expect(shown).toEqual(await list(of, { asOfPosition: String(NUMBER), effectiveAt: day, limit: '1' }));
      const earlier = await list(of, { asOfMeeting: 'M1', effectiveAt: '2018-04-30', limit: '1' });
      expect(earlier).toEqual(await list(of, { asOfPosition: String(NUMBER), effectiveAt: '2018-04-30', limit: '1' }));
      expect(earlier.items).not.toEqual(shown.items);
      const rest = await list(of, { cursor: String(shown.nextCursor) });
      expect(rest).toMatchObject({ items: [{ reference: 'SMI-A2' }], asOf: { number: NUMBER } });
    }));

  it.each<[object, string, RegExp]>([
    [{ asOfMeeting: 'M2' }, 'bad-moment', /^M2 has no pack/],
    [{ asOfMeeting: 'M9' }, 'unknown-reference', /asOfMeeting/],
    [{ asOfMeeting: 'M1', asOfNumber: '3' }, 'bad-moment', /^Give asOfNumber or asOfMeeting, not both/],
    [{ asOfPosition: '2', asOfNumber: '3' }, 'bad-moment', /^Give asOfPosition or asOfNumber, not both/],
  ])('%j is refused', async (query, code, message) => {
    await expect(status(query)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});
