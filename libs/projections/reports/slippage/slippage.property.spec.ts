import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, londonDate } from '#domain/kernel/calendar.js';
import type { StoredEvent } from '#event-store/port.js';
import { EVERYTHING } from '../../read/visible.js';
import { runs, withReadStore } from '../../testing/engine.js';
import { opened, projected } from '../../testing/files.js';
import { histories } from '../../testing/histories.js';
import { ownTime } from '../../testing/replay.js';
import { by } from '../../testing/timescales.js';
import { slippage } from './totals.js';

const NOW = '2019-06-01T12:00:00.000Z';
const DAY_MS = 86_400_000;
const MOVERS = ['o1', 'o2', 'o3'] as const;

/** A random history in which several speak, milestones belong to actions, and dates are also read anew and corrected. */
const dated = histories({ minLength: 30 }).map((events) => {
  const actions = new Set<string>();
  return events.map((event, at): StoredEvent => {
    if (event.type === 'ActionCreated') actions.add(event.stream.slice('action-'.length));
    const { position, metadata } = event;
    const next = events.slice(at + 1).find(({ stream }) => stream === event.stream) ?? event;
    const timescale = by(near(next));
    const actor = { ...(metadata.actor as object), party: MOVERS[position % MOVERS.length] };
    return { ...event, ...restated(event, timescale, [...actions]), metadata: { ...metadata, actor } } as StoredEvent;
  });
});

/** None, or thirteen to fifteen days after an event was recorded. */
function near({ position, metadata }: StoredEvent): string | null {
  return position % 4 === 0 ? null : addDays(londonDate(metadata.recordedAt as string), 12 + (position % 4));
}

function restated({ type, data, position }: StoredEvent, timescale: object, actions: readonly string[]): object {
  const reason = 'a typing error';
  const action = actions[position % (actions.length + 1)];
  const instead: Readonly<Record<string, object>> = {
    MilestoneSet: { type, data: { ...data, ...(action !== undefined && { action }) } },
    ActionNoteAdded: { type: 'ActionReadingConfirmed', data: { timescale, basis: 'asked' } },
    ActionEscalated: {
      type: 'ActionCorrected',
      data: { field: 'timescale', before: null, value: timescale, reason },
    },
    ActionStarted: { type: 'ActionPartyAssigned', data: { party: MOVERS[position % MOVERS.length], part: 'lead' } },
    MilestoneMetReversed: { type: 'MilestoneReadingConfirmed', data: { due: timescale, basis: 'asked' } },
    MilestoneMissed: { type: 'MilestoneCorrected', data: { field: 'due', before: null, value: timescale, reason } },
  };
  if (/^Action(Blocked|Unblocked|Rated|ProgressReported|Completed|Reopened|Verified|Forecast|Described)$/.test(type))
    return { type: 'ActionTimescaleRevised', data: { timescale, reason, authority: position % 5 ? 'group' : 'lead' } };
  return instead[type] ?? {};
}

interface Move {
  readonly stream: string;
  readonly by: string;
  readonly slip: boolean;
  readonly days: number;
  readonly workingDays: number;
  readonly notAgreed: boolean;
  readonly nearDue: boolean;
}
interface Held {
  readonly programme: string;
  /** Those who lead it, in the order of their assignment: the first is its owner. */
  readonly leads: readonly string[];
  readonly action?: string;
}

/** What a plain reading of the events, from first to last, says was moved, and whose the items were. */
function told(events: readonly StoredEvent[], position: number, about: number) {
  const items = new Map<string, Held>();
  const moves: Move[] = [];
  const standing = new Map<string, string | null>();
  const takesEffect = new Map<string, number>();
  for (const event of events) {
    if (event.position > position || !/^(action|milestone)-/.test(event.stream)) continue;
    const { stream, type, metadata } = event;
    const data = event.data as Readonly<Record<string, unknown>>;
    const before = takesEffect.get(stream) ?? Number.NEGATIVE_INFINITY;
    const effective = type.endsWith('Corrected') ? before : Math.max(before, ownTime(event));
    takesEffect.set(stream, effective);
    const date = (data.timescale ?? data.due ?? data.value) as { latest: string | null } | undefined;
    const restates = type.endsWith('ReadingConfirmed') || (type.endsWith('Corrected') && typeof date === 'object');
    if (type.endsWith('Revised') && effective <= about) {
      const move = moved(standing.get(stream) ?? null, date?.latest ?? null, effective);
      const by = (metadata.actor as { party: string }).party;
      if (move) moves.push({ stream, by, notAgreed: data.authority === 'lead', ...move });
    }
    if (/Created|MilestoneSet|Revised/.test(type) || restates) standing.set(stream, date?.latest ?? null);
    if (effective <= about) items.set(stream, held(items.get(stream), type, data));
  }
  return { items, moves };
}

function held(item: Held | undefined, type: string, data: Readonly<Record<string, unknown>>): Held {
  if (!item) return { programme: data.programme as string, action: data.action as string | undefined, leads: [] };
  if (type === 'ActionMoved') return { ...item, programme: data.programme as string };
  if (type !== 'ActionPartyAssigned') return item;
  const { party, part } = data as { party: string; part: string };
  return part === 'lead' ? { ...item, leads: [...item.leads.filter((lead) => lead !== party), party] } : item;
}

function moved(
  from: string | null,
  to: string | null,
  at: number,
): Omit<Move, 'stream' | 'by' | 'notAgreed'> | undefined {
  if (from === to) return undefined;
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);
  const nearDue = from !== null && Date.parse(from) - Date.parse(day) <= 14 * DAY_MS;
  if (from === null || to === null) return { slip: to === null, days: 0, workingDays: 0, nearDue };
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const [first, last] = [from, to].sort() as [string, string];
  let working = 0;
  for (let each = Date.parse(first) + DAY_MS; each <= Date.parse(last); each += DAY_MS)
    if (!/^S/.test(new Date(each).toUTCString())) working++;
  return { slip: days > 0, days, workingDays: days < 0 ? 0 - working : working, nearDue };
}

function totals(moves: readonly Move[]) {
  const sum = (of: (move: Move) => number) => moves.reduce((total, move) => total + of(move), 0);
  return {
    moves: moves.length,
    slips: sum(({ slip }) => Number(slip)),
    days: sum(({ days }) => days),
    workingDays: sum(({ workingDays }) => workingDays),
    notAgreed: sum(({ notAgreed }) => Number(notAgreed)),
    nearDue: sum(({ nearDue }) => Number(nearDue)),
  };
}

/** Totals by a name, in its order and those without one last; references of random histories are ids in capitals. */
function grouped(moves: readonly Move[], nameOf: (move: Move) => string | undefined) {
  const names = [...new Set(moves.map(nameOf))].sort();
  return names.map((name) => ({
    reference: name?.toUpperCase() ?? null,
    ...totals(moves.filter((move) => nameOf(move) === name)),
  }));
}

function expected(events: readonly StoredEvent[], position: number, about: number) {
  const { items, moves } = told(events, position, about);
  const ownerOf = ({ stream }: Move) => {
    const led = stream.startsWith('action-') ? stream : `action-${items.get(stream)?.action}`;
    return items.get(led)?.leads[0];
  };
  return {
    ...totals(moves),
    byProgramme: grouped(moves, ({ stream }) => items.get(stream)?.programme),
    byOwner: grouped(moves, ownerOf),
    byMover: grouped(moves, (move) => move.by),
  };
}

test('moves add up, by programme, owner and mover, as a plain reading of the events says, at any two moments', async () => {
  const known = fc.double({ min: 0, max: 1, noNaN: true });
  const about = fc.option(fc.date({ min: new Date('2018-01-01'), max: new Date('2019-06-01'), noInvalidDate: true }));
  await fc.assert(
    fc.asyncProperty(dated, known, about, async (events, part, effectiveAt) =>
      withReadStore(async (store) => {
        const position = Math.max(1, Math.ceil(Math.sqrt(part) * events.length));
        const models = opened(store, await projected(store, events));
        const asked = { asOfPosition: position, ...(effectiveAt && { effectiveAt: effectiveAt.toISOString() }) };
        const answer = await models.read({ ...asked, now: NOW }, EVERYTHING, (view) => slippage(view, {}));
        await models.close();
        const { asOf: _, effectiveAt: __, links: ___, ...added } = answer;
        expect(added).toEqual(expected(events, position, effectiveAt?.getTime() ?? Number.POSITIVE_INFINITY));
      }),
    ),
    { numRuns: runs(60) },
  );
});

test('random histories have moves of every sort', () => {
  const all = fc
    .sample(dated, { numRuns: 300, seed: 1 })
    .flatMap((events) => told(events, events.length, Number.POSITIVE_INFINITY).moves);
  const sorts = new Set(
    all.map(({ slip, days, notAgreed, nearDue }) => JSON.stringify([slip, Math.sign(days), notAgreed, nearDue])),
  );
  expect(sorts.size).toBe(14);
});
