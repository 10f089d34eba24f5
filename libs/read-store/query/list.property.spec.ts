import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store/port/port.js';
import { listActions } from '#read-models/actions/actions.queries.js';
import { findProgramme } from '#read-models/programmes/programmes.queries.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { stored } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { asking, OUTSIDER, withEvents } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { QUESTIONS } from '#test/support/read-models/questions.js';
import { type Cursor, decodeCursor, encodeCursor, pinnedQuery } from './cursor.js';
import type { TemporalQuery } from './moment.js';
import type { QueryContext } from './query-context.js';
import { EVERYTHING } from './visibility.js';

const NOW = '2018-10-01T12:00:00.000Z';
const DAY = '2018-10-01';

/** Every list and every page of every item at the moment of a view. */
async function everything(view: QueryContext) {
  const answers = [];
  for (const { kind, list, find, listed, found } of QUESTIONS) {
    const page = await list(view, { limit: 100 });
    const whole = [];
    for (const { reference } of page.items) whole.push(await find(view, reference));
    answers.push({ kind, page, whole, listed, found });
  }
  return answers;
}

describeOnEveryEngine('list', () => {
  test('every answer keeps to its schema', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), (events) =>
        withEvents(events, async (ask) => {
          for (const { page, whole, listed, found } of await ask(everything)) {
            expect(breaks(listed, page)).toEqual([]);
            expect(whole.flatMap((answer) => breaks(found, answer))).toEqual([]);
          }
        }),
      ),
      { numRuns: runs(10) },
    );
  });

  test('what is answered about a past position is what a ledger that ended there would answer', async () => {
    // An item that is named before it begins shows its id until then; the histories' references are their ids in capitals.
    const told = (view: QueryContext) =>
      everything(view).then((all) => JSON.stringify(all.map(({ page, whole }) => [page.items, whole])).toLowerCase());
    await fc.assert(
      fc.asyncProperty(histories(), fc.double({ min: 0, max: 1, noNaN: true }), (events, part) =>
        withReadStore(async (store) => {
          const asOfPosition = Math.round(part * events.length);
          const whole = opened(store, await projected(store, events));
          const ended = opened(store, await projected(store, events.slice(0, asOfPosition)));
          expect(await whole.read({ asOfPosition, day: DAY, now: NOW }, EVERYTHING, told)).toEqual(
            await ended.read({ day: DAY, now: NOW }, EVERYTHING, told),
          );
          await Promise.all([whole.close(), ended.close()]);
        }),
      ),
      { numRuns: runs(10) },
    );
  });

  test('pages show every item once, as of the first, while new events arrive', async () => {
    const plain = (items: readonly object[]) => JSON.parse(JSON.stringify(items).toLowerCase());
    await fc.assert(
      fc.asyncProperty(histories(), fc.integer({ min: 1, max: 3 }), (events, limit) =>
        withReadStore(async (store) => {
          let arrived = Math.ceil(events.length / 2);
          const name = await projected(store, events.slice(0, arrived));
          const projecting = await store.startProjecting(name);
          const models = opened(store, name);
          for (const { list } of QUESTIONS) {
            const all = await asking(models)((view) => list(view, { limit: 100 }));
            const shown = [];
            let cursor: Cursor | undefined;
            let now = NOW;
            do {
              const page = await models.read({ ...pinnedQuery({}, cursor), now }, EVERYTHING, (view) =>
                list(view, { limit, cursor }),
              );
              shown.push(...page.items);
              expect(page.asOf).toEqual(all.asOf);
              cursor = page.nextCursor === null ? undefined : decodeCursor(page.nextCursor);
              await projecting.apply(events.slice(arrived, ++arrived));
              now = '2019-05-05T00:00:00.000Z';
            } while (cursor);
            expect(plain(shown)).toEqual(plain(all.items));
          }
          await projecting.close();
          await models.close();
        }),
      ),
      { numRuns: runs(10) },
    );
  });

  test('many matches, met in the order of references, come as few do that are sorted', async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `a${100 + index}`);
    const made = [...OPENING, ...ids.map((id) => action(id, { title: id }))];
    const begun = ids.filter((_, index) => index % 2 === 0).map((id) => fact(`action-${id}`, 'ActionStarted', {}));
    await withEvents(stored([...made, ...begun]), async (ask) => {
      for (const past of [{}, { asOfPosition: made.length + 10 }])
        for (const [status, matches] of [
          [undefined, 70],
          ['planned', past.asOfPosition ? 60 : 35],
        ] as const) {
          const all = await ask((view) => listActions(view, { status }, { limit: 100 }), past);
          expect([all.total, all.items.length]).toEqual([matches, matches]);
          const shown = [];
          for (let cursor: Cursor | undefined, first = true; first || cursor; first = false) {
            const asked: TemporalQuery = cursor ? pinnedQuery({}, cursor) : past;
            const page = await ask((view) => listActions(view, { status }, { limit: 1, cursor }), asked);
            shown.push(...page.items);
            cursor = page.nextCursor === null ? undefined : decodeCursor(page.nextCursor);
          }
          expect(shown).toEqual(all.items);
        }
    });
  });

  test('what is restricted leaves no trace for others, in whichever list or page', async () => {
    const hidden = /-(a2|m2|t2|d2)$/;
    const restricted = (event: StoredEvent): StoredEvent =>
      event.revision === 0 && hidden.test(event.stream)
        ? { ...event, data: { ...event.data, access: { level: 'restricted', group: 'g1' } } }
        : event;
    await fc.assert(
      fc.asyncProperty(histories(), fc.double({ min: 0, max: 1, noNaN: true }), (events, part) =>
        withEvents(events.map(restricted), async (ask) => {
          const asked = { reader: OUTSIDER, asOfPosition: Math.round(part * events.length) };
          const answers = await ask(everything, asked);
          const shown = JSON.stringify(answers.map(({ page, whole }) => [page, whole])).toLowerCase();
          for (const { stream } of events.filter((event) => hidden.test(event.stream)))
            expect(shown).not.toContain(`"${stream.split('-')[1]}"`);
          const actions = await ask((view) => listActions(view, {}, { limit: 100 }), asked);
          const programmes = await ask(
            (view) => Promise.all(['p1', 'p2', 'p3'].map((id) => findProgramme(view, id))),
            asked,
          );
          const counts = programmes.flatMap((programme) => Object.values(programme?.actions ?? {}));
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(actions.items.length);
        }),
      ),
      { numRuns: runs(10) },
    );
  });

  test('a cursor that no page of the list gave is refused', async () => {
    const moment = { asOfPosition: 1, day: DAY };
    const good = { moment, after: ['SMI-A01'] };
    expect(decodeCursor(encodeCursor(good))).toEqual(good);
    const bad = [
      { after: ['x'] },
      { moment, after: 'x' },
      { moment, after: [{}] },
      { moment: { ...moment, asOfPosition: -1 }, after: [] },
      { moment: { ...moment, effectiveAt: 'soon' }, after: [] },
      { moment: { ...moment, mark: 'x' }, after: [] },
      { moment: { asOfPosition: 1 }, after: [] },
    ];
    for (const cursor of ['', 'no cursor', ...bad.map((each) => encodeCursor(each as unknown as Cursor))]) {
      expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'bad-cursor' }));
    }
    await withEvents([], async (ask) => {
      for (const { list } of QUESTIONS) {
        const after = [[], ['a', 'b'], [1]].map((each) =>
          ask((view) => list(view, { limit: 1, cursor: { moment, after: each } })),
        );
        // All at once: one that is refused before it is awaited would end the run.
        await Promise.all(after.map((answer) => expect(answer).rejects.toMatchObject({ code: 'bad-cursor' })));
      }
    });
  });

  test('a cursor of another history is refused, and one of the same goes on', async () => {
    const events = stored([...OPENING, action('a01', { title: 'One' }), action('a02', { title: 'Two' })]);
    const another = (id: string) => id.replace('00000000', 'ffffffff');
    const restored = events.map((event, at) => (at < events.length - 1 ? event : { ...event, id: another(event.id) }));
    let cursor: Cursor | undefined;
    const next = (view: QueryContext) => listActions(view, {}, { limit: 1, cursor });
    await withEvents(events, async (ask) => {
      cursor = decodeCursor(String((await ask(next)).nextCursor));
      expect((await ask(next, pinnedQuery({}, cursor))).items).toHaveLength(1);
    });
    await withEvents(restored, async (ask) => {
      await expect(ask(next, pinnedQuery({}, cursor))).rejects.toMatchObject({ code: 'other-history' });
      // What an older version gave says nothing of its history.
      const { mark: _, ...unmarked } = pinnedQuery({}, cursor);
      expect((await ask(next, unmarked)).items).toHaveLength(1);
    });
  });
});
