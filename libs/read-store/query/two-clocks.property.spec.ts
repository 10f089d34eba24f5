import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { londonDate } from '#domain/kernel/calendar.js';
import type { StoredEvent } from '#event-store/port/port.js';
import { governanceReport } from '#reports/governance/governance.js';
import { pack, reproducePack } from '#reports/governance/pack.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { heldBy } from '#test/support/read-models/held.js';
import { histories } from '#test/support/read-models/histories.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { QUESTIONS } from '#test/support/read-models/questions.js';
import { ReadError } from './errors.js';
import type { TemporalQuery } from './moment.js';
import type { QueryContext } from './query-context.js';
import { EVERYTHING } from './visibility.js';

const NOW = '2019-06-01T12:00:00.000Z';
const part = fc.double({ min: 0, max: 1, noNaN: true });
const instants = fc.date({ min: new Date('2018-02-01'), max: new Date('2019-03-01'), noInvalidDate: true });

/** Every list and the governance report of everything, of a group and of a programme. */
async function answers(view: QueryContext) {
  const lists = [];
  for (const { list } of QUESTIONS) lists.push(await list(view, { limit: 100 }));
  const reports = [];
  for (const asked of [{}, { group: 'BOARD' }, { programme: 'P2' }])
    reports.push(await governanceReport(view, asked).catch(notThen));
  return { lists, reports };
}

/** Before the group or the programme was true there was no report of it. */
function notThen(error: unknown): undefined {
  if (!(error instanceof ReadError) || error.code !== 'unknown-reference') throw error;
}

/** An answer of the read models of some events, opened for this question alone. */
const of = <Answer>(
  events: readonly StoredEvent[],
  asked: TemporalQuery,
  question: (view: QueryContext) => Promise<Answer>,
) =>
  withReadStore(async (store) => {
    const models = opened(store, await projected(store, events));
    try {
      return await models.read({ ...asked, now: NOW }, EVERYTHING, question);
    } finally {
      await models.close();
    }
  });

// An item's last event may be one that is not true yet, and silence is asked of the trail: both say when, not what.
const WHEN = /^(revision|position|number|recordedAt|asOf|lateFact|effectiveAt|href|links|silent)$/;
const withoutWhen = (name: string, value: unknown) => (WHEN.test(name) ? undefined : value);

/** An answer by what it says alone; items in the order of their ids, references of random histories as their ids. */
function said(answer: unknown): unknown {
  const plain = JSON.parse(JSON.stringify(answer, withoutWhen).toLowerCase());
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(ordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, ordered(inner)]));
  };
  return ordered(plain);
}

/** Recoveries from several breaches at once may take effect for some of them before the others. */
const plainly = (events: readonly StoredEvent[]) =>
  events.filter(({ type, data }) => type !== 'TargetRecovered' || (data.ends as unknown[]).length === 1);

const listedSilent = (report: unknown) => (report as { figure?: string }).figure === 'actions.silent';
const heard = ({ lists, reports }: Awaited<ReturnType<typeof answers>>) => ({
  lists,
  reports: reports.map((report) => report && { ...report, lists: report.lists.filter((each) => !listedSilent(each)) }),
});

describeOnEveryEngine('two clocks', () => {
  test('lists and reports known at any position about any time are those of a ledger that holds just that', async () => {
    await fc.assert(
      fc.asyncProperty(histories({ minLength: 40 }), part, instants, async (all, known, about) => {
        const events = plainly(all);
        const position = events[Math.floor(Math.sqrt(known) * (events.length - 1))]?.position ?? 1;
        const effectiveAt = about.toISOString();
        const asked = await of(events, { asOfPosition: position, effectiveAt }, answers);
        const held = heldBy(events, position, about.getTime());
        const live = await of(held, { day: londonDate(effectiveAt) }, answers);
        expect(said(heard(asked))).toEqual(said(heard(live)));
      }),
      { numRuns: runs(30) },
    );
  });

  test('about now, lists and reports are the live ones', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), async (events) => {
        const live = await of(events, {}, answers);
        const now = await of(events, { effectiveAt: NOW }, answers);
        expect(said(now)).toEqual(said(live));
      }),
      { numRuns: runs(10) },
    );
  });

  test('the pack of any moment is made again to the byte, whatever was recorded after it', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), part, instants, async (events, shown, issued) => {
        const early = events.slice(0, Math.max(2, Math.round(shown * events.length)));
        const issuedAt = issued.toISOString();
        const made = await withReadStore(async (store) => {
          const models = opened(store, await projected(store, early));
          return pack(models, 'g1', issuedAt).finally(() => models.close());
        }).catch((error: Error) => error.message);
        // Before anything had become true there was no group to show anything.
        if (typeof made === 'string')
          return expect(made).toBe('group: unknown group g1. Give the id or reference of one on this ledger.');
        const again = await of(events, {}, (view) => reproducePack(view, 'g1', { ...made, issuedAt }));
        expect(again).toMatchObject({ proved: true, view: { moment: { asOf: { position: made.position } } } });
        const other = await of(events, {}, (view) => reproducePack(view, 'g1', { ...made, hash: 'another', issuedAt }));
        expect(other.proved).toBe(false);
      }),
      { numRuns: runs(20) },
    );
  });
});
