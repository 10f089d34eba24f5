import { expect, test } from '@jest/globals';
import { decodeCursor } from '../read/cursor.js';
import { breaks } from '../testing/conforms.js';
import type { ToldFact } from '../testing/events.js';
import { OUTSIDER, withHistory } from '../testing/models.js';
import { by } from '../testing/timescales.js';
import { listTimeline, type TimelineFilter } from './queries.js';
import { TIMELINE_PAGE } from './schema.js';

const INTERNAL = { level: 'internal' } as const;
const at = (day: string) => `${day}T09:00:00.000Z`;

function decision(id: string, decidedOn: string, data: object = {}): ToldFact {
  const fields = { disposition: 'defer', rationale: 'No model yet', takenBy: 'meeting', conditions: [] };
  const lists = { alternatives: [], affects: [], funding: [], access: INTERNAL };
  return {
    stream: `decision-${id}`,
    type: 'DecisionRecorded',
    data: { reference: id.toUpperCase(), title: id, decidedOn, ...fields, ...lists, ...data },
    recordedAt: at('2018-06-01'),
    occurredAt: decidedOn,
  };
}

const HISTORY: readonly ToldFact[] = [
  { stream: 'ledger', type: 'LedgerOpened', data: { ledger: 'l1', name: 'Plan', illustrative: false } },
  { stream: 'group-g1', type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Board' } },
  { stream: 'programme-p1', type: 'ProgrammeRegistered', data: { reference: 'SMI', name: 'SMI', group: 'g1' } },
  { stream: 'programme-p2', type: 'ProgrammeRegistered', data: { reference: 'IAPT', name: 'IAPT' } },
  ...['p1', 'p2'].map((programme, index) => ({
    stream: `milestone-m${index + 1}`,
    type: 'MilestoneSet' as const,
    data: { reference: `M${index + 1}`, title: 'Stage', programme, due: by('2018-04-30'), access: INTERNAL },
  })),
  decision('d1', '2018-03', { affects: [{ kind: 'milestone', id: 'm1', as: 'defers' }] }),
  decision('d2', '2018-03-15', { group: 'g1', access: { level: 'restricted', group: 'g1' } }),
  {
    stream: 'milestone-m1',
    type: 'MilestoneMet',
    data: { metOn: '2018-04-20' },
    recordedAt: at('2018-06-02'),
    occurredAt: '2018-04-20',
  },
  { stream: 'milestone-m2', type: 'MilestoneMissed', data: { due: '2018-04-30' }, recordedAt: at('2018-05-01') },
  { stream: 'decision-d1', type: 'DecisionReleased', data: {}, recordedAt: at('2018-06-03'), occurredAt: 'not-stated' },
];

test('it tells in the order of when things were true, as stated and how precisely, and when they were recorded', () =>
  withHistory(HISTORY, async (ask) => {
    const page = await ask((view) => listTimeline(view, {}, { limit: 50 }));
    expect(breaks(TIMELINE_PAGE, page)).toEqual([]);
    expect(
      page?.items.map(({ reference, what, occurredAt, precision }) => [reference, what, occurredAt, precision]),
    ).toEqual([
      ['D1', 'recorded', '2018-03', 'month'],
      ['D2', 'recorded', '2018-03-15', 'day'],
      ['M1', 'met', '2018-04-20', 'day'],
      ['M2', 'missed', '2018-05-01T09:00:00.000Z', 'instant'],
      ['D1', 'released', 'not-stated', 'unknown'],
    ]);
    expect(page?.items[0]).toMatchObject({ title: 'd1', recordedAt: at('2018-06-01'), number: 7 });
  }));

test('every filter narrows it, and what is hidden leaves no trace', () =>
  withHistory(HISTORY, async (ask) => {
    const numbers = async (filter: TimelineFilter, reader?: typeof OUTSIDER) =>
      (await ask((view) => listTimeline(view, filter, { limit: 50 }), { reader }))?.items.map(({ number }) => number);
    expect(await numbers({ kind: 'milestone' })).toEqual([9, 10]);
    expect(await numbers({ programme: 'SMI' })).toEqual([7, 9, 11]);
    expect(await numbers({ group: 'BOARD' })).toEqual([7, 8, 9, 11]);
    expect(await numbers({ from: '2018-03-15', to: '2018-04-20' })).toEqual([8, 9]);
    expect(await numbers({}, OUTSIDER)).toEqual([7, 9, 10, 11]);
    await expect(numbers({ programme: 'NONE' })).rejects.toMatchObject({ code: 'unknown-reference' });
    const past = await ask((view) => listTimeline(view, {}, { limit: 50 }), { asOfPosition: 8 });
    expect(past?.items.map(({ number }) => number)).toEqual([7, 8]);
  }));

test('pages go on from where they ended', () =>
  withHistory(HISTORY, async (ask) => {
    const first = await ask((view) => listTimeline(view, {}, { limit: 3 }));
    const cursor = decodeCursor(first?.nextCursor ?? '');
    const second = await ask((view) => listTimeline(view, {}, { limit: 3, cursor }));
    expect(second?.items.map(({ number }) => number)).toEqual([10, 11]);
    expect(second?.nextCursor).toBeNull();
  }));
