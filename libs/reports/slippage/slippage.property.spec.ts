import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, londonDate } from '#domain/kernel/calendar.js';
import type { StoredEvent } from '#event-store/port/port.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { added, type Counted, told } from '#test/support/read-models/slips.js';
import { by } from '#test/support/read-models/timescales.js';
import { slippage } from './totals.js';

const NOW = '2019-06-01T12:00:00.000Z';
const MOVERS = ['o1', 'o2', 'o3'] as const;

const TYPES = [
  ...(['ActionTimescaleRevised', 'ActionMoved', 'ActionStarted', 'ActionNoteAdded', 'ActionEscalated'] as const),
  ...(['ActionDeferred', 'ActionResumed', 'ActionDeferralFellDue', 'ActionReviewFellDue', 'ActionReopened'] as const),
  ...(['MilestoneDateRevised', 'MilestoneMetReversed', 'MilestoneMissed', 'MilestoneMet'] as const),
];

/**
 * A random history in which several speak, some at a meeting, milestones belong to actions, dates are also read anew and
 * corrected, and actions are split, merged, replaced and opened again.
 */
const dated = histories({ minLength: 30, types: TYPES }).map((events) => {
  const actions = new Set<string>();
  return events.map((event, at): StoredEvent => {
    if (event.type === 'ActionCreated') actions.add(event.stream.slice('action-'.length));
    const { position, metadata } = event;
    const next = events.slice(at + 1).find(({ stream }) => stream === event.stream) ?? event;
    const timescale = by(near(next));
    const actor = { ...(metadata.actor as object), party: MOVERS[position % MOVERS.length] };
    const told = { ...metadata, actor, ...(position % 3 === 0 && { meeting: 'meeting1' }) };
    return { ...event, ...retold(event, timescale, [...actions]), metadata: told } as StoredEvent;
  });
});

/** Thirty days before an event was recorded. */
const on = ({ metadata }: StoredEvent) => by(addDays(londonDate(metadata.recordedAt as string), -30));

/** None, or the day on which an event was recorded, or thirteen to fifteen days after it. */
function near({ position, metadata }: StoredEvent): string | null {
  const days = position % 5 === 0 ? 0 : 12 + (position % 4);
  return position % 4 === 0 ? null : addDays(londonDate(metadata.recordedAt as string), days);
}

function retold(event: StoredEvent, timescale: object, actions: readonly string[]): object {
  const { type, data, stream, position } = event;
  const reason = 'a typing error';
  const others = actions.filter((id) => stream !== `action-${id}`);
  const other = others[position % others.length];
  const action = actions[position % (actions.length + 1)];
  const instead: Readonly<Record<string, object>> = {
    ActionReviewFellDue: { type: 'ActionReopened', data: { reason } },
    ...(other !== undefined && {
      ActionDeferred: { type: 'ActionSplit', data: { into: others.slice(0, 1 + (position % 3)) } },
      ActionResumed: { type: 'ActionMerged', data: { into: other, reason } },
      ActionDeferralFellDue: { type: 'ActionWithdrawn', data: { kind: 'superseded', reason, replacedBy: other } },
    }),
    MilestoneSet: { type, data: { ...data, ...(action !== undefined && { action }) } },
    ActionNoteAdded: { type: 'ActionReadingConfirmed', data: { timescale, basis: 'asked' } },
    ActionEscalated: {
      type: 'ActionCorrected',
      data: { field: 'timescale', before: null, value: position % 2 ? timescale : on(event), reason },
    },
    ActionStarted: { type: 'ActionPartyAssigned', data: { party: MOVERS[position % MOVERS.length], part: 'lead' } },
    MilestoneMetReversed: { type: 'MilestoneReadingConfirmed', data: { due: timescale, basis: 'asked' } },
    MilestoneMissed: { type: 'MilestoneCorrected', data: { field: 'due', before: null, value: timescale, reason } },
  };
  if (/^Action(Blocked|Unblocked|Rated|ProgressReported|Completed|Reopened|Verified|Forecast|Described)$/.test(type))
    return { type: 'ActionTimescaleRevised', data: { timescale, reason, authority: position % 5 ? 'group' : 'lead' } };
  return instead[type] ?? {};
}

/** Totals by a name, in its order and those without one last; references of random histories are ids in capitals. */
function grouped(moves: readonly Counted[], nameOf: (move: Counted) => string | undefined) {
  const names = [...new Set(moves.map(nameOf))].sort();
  return names.map((name) => ({
    reference: name?.toUpperCase() ?? null,
    ...added(moves.filter((move) => nameOf(move) === name)),
  }));
}

function expected(events: readonly StoredEvent[], position: number, about: number) {
  const { items, moves } = told(events, position, about);
  const ownerOf = ({ stream }: Counted) => {
    const led = stream.startsWith('action-') ? stream : `action-${items.get(stream)?.action}`;
    return items.get(led)?.leads[0];
  };
  return {
    ...added(moves),
    byProgramme: grouped(moves, ({ stream }) => items.get(stream)?.programme),
    byOwner: grouped(moves, ownerOf),
    byMover: grouped(moves, (move) => move.by),
  };
}

describeOnEveryEngine('slippage', () => {
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
      all.map(
        ({ sums: { moves, slips, days, notAgreed, nearDue, carried, restated, restatedDays, restatedAfterDue } }) =>
          JSON.stringify([
            moves,
            slips,
            Math.sign(days),
            notAgreed,
            nearDue,
            carried,
            restated,
            Math.sign(restatedDays),
            restatedAfterDue,
          ]),
      ),
    );
    // 14 sorts of revisions, 8 of carried slips and 6 of restatements.
    expect(sorts.size).toBe(28);
  });
});
