import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventsIn } from '../support/events.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { byApi } from './by-api.js';
import { byPages, type Way } from './by-pages.js';
import { comparable } from './same.js';
import { twoLedgersOfThePlan } from './the-plan.js';
import { isFigure, periodOf, type Step, wholeYear } from './the-year.js';

const { begins, cast, steps } = wholeYear();
/** What the board talks of beside its agenda. */
const ADDED = ['AMH-A02', 'AMH-A06', 'AMH-A09', 'AMH-A11', 'EIP-A01', 'EIP-A04', 'EIP-A05', 'EIP-A06']
  .concat(['DEM-A03', 'DEM-A04', 'DEM-A05', 'DEM-A06', 'DEM-A07', 'DEM-A08', 'DEM-A09', 'DEM-A10'])
  .concat([
    'IAPT-A01',
    'IAPT-A02',
    'IAPT-A03',
    'IAPT-A04',
    'IAPT-A05',
    'IAPT-A06',
    'IAPT-A08',
    'XP-A01',
    'XP-A02',
    'XP-A03',
  ]);
const ROOM = { meeting: 'MHB-MTG12', at: '2019-03-19T15:00:00.000Z', rows: 40, add: ADDED };

/** Date alone is simulated: timers run as they do. */
const REAL_TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('the year of the demonstration', () => {
  let servers: readonly [ServerInProcess, ServerInProcess];
  beforeAll(async () => {
    const [one, other] = await twoLedgersOfThePlan(begins);
    jest.useFakeTimers({ doNotFake: [...REAL_TIMERS], now: new Date(begins), advanceTimers: true });
    servers = [await startInProcess({ DATA_DIR: one }), await startInProcess({ DATA_DIR: other })];
  });
  afterAll(async () => {
    for (const server of servers ?? []) await server.stop();
    jest.useRealTimers();
  });

  it('is recorded through the pages alone as it is by the API, event by event', async () => {
    const [paged, asked] = servers;
    const pages = byPages(paged.url, cast);
    const api = byApi(asked, cast);
    const ways: Record<Way, number> = { form: 0, check: 0, room: 0, sheet: 0 };
    const updates: Step[] = [];
    for (const together of groups(steps)) {
      const [{ at }] = together as readonly [Step];
      if (at > ROOM.at && updates.length === 0) {
        jest.setSystemTime(new Date(ROOM.at));
        updates.push(...(await pages.recordRows(ROOM)));
        await api.batch(ROOM.meeting, updates);
      }
      jest.setSystemTime(new Date(at));
      const { way, steps: given } = await pages.give(together);
      ways[way] += given.length;
      for (const step of given) await api.give(step);
    }
    const recorded = comparable(await eventsIn(paged.folder));
    const expected = comparable(await eventsIn(asked.folder));
    const others = recorded.flatMap((event, index) =>
      isDeepStrictEqual(event, expected[index]) ? [] : [{ byPages: event, byApi: expected[index] }],
    );
    expect(others.slice(0, 10)).toEqual([]);
    expect(recorded).toHaveLength(expected.length);
    expect(updates).toHaveLength(ROOM.rows);
    // Each page that records took part, and nothing was left out.
    expect(Object.entries(ways).filter(([, taken]) => taken === 0)).toEqual([]);
    expect(Object.values(ways).reduce((sum, taken) => sum + taken)).toBe(steps.length);
  });
});

/** Figures that fill one sheet are given together, each other command by itself. */
function groups(all: readonly Step[]): readonly (readonly Step[])[] {
  const grouped: Step[][] = [];
  for (const step of all) {
    const last = grouped.at(-1);
    const [first] = last ?? [];
    const joins =
      first && isFigure(first) && isFigure(step) && first.by === step.by && periodOf(first) === periodOf(step);
    if (joins) last?.push(step);
    else grouped.push([step]);
  }
  return grouped;
}
