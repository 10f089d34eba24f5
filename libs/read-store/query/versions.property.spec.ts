import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { allRows, opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { type Replayed, replay } from '#test/support/read-models/replay.js';
import { itemsOf } from './items.js';
import type { QueryContext } from './query-context.js';
import { appendedRows, versions } from './versions.js';
import { EVERYTHING } from './visibility.js';

const NOW = '2019-06-01T12:00:00.000Z';

/** What the read models say at the moment of a view, in the shape that a plain replay gives. */
async function told({ db, moment }: QueryContext): Promise<Map<string, Replayed>> {
  const all = await db.selectFrom('items').select(['key', 'kind']).execute();
  const kinds = new Map(all.map(({ key, kind }) => [key, kind]));
  const items = await itemsOf<object>(db, [...kinds.keys()], moment);
  const keyed = await Promise.all(
    (['measurements', 'breaches'] as const).map(async (table) =>
      (await db.selectFrom(versions(table, moment).as('r')).select(['r.key', 'r.sub', 'r.body']).execute()).map(
        (row) => ({ ...row, table }),
      ),
    ),
  );
  const notes = await db
    .selectFrom(appendedRows('notes', moment).as('n'))
    .select(['n.key', 'n.body'])
    .orderBy('n.from_position')
    .execute();
  return new Map(
    items.map(({ key, head, state }) => [
      kinds.get(key) === 'ledger' ? 'ledger' : `${kinds.get(key)}-${head.id}`,
      {
        revision: head.revision,
        state,
        keyed: Object.fromEntries(
          keyed
            .flat()
            .filter((row) => row.key === key)
            .map((row) => [`${row.table} ${row.sub}`, JSON.parse(row.body)]),
        ),
        notes: notes.filter((row) => row.key === key).map((row) => JSON.parse(row.body).text),
      },
    ]),
  );
}

/** What JSON keeps of a value: absent fields are as good as undefined ones. */
const plain = (answer: ReadonlyMap<string, Replayed>) =>
  JSON.parse(JSON.stringify(Object.fromEntries([...answer].sort())), sorted);
const sorted = (_key: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value;

describeOnEveryEngine('versions', () => {
  test('the answer known at any position about any time is that of a plain replay', async () => {
    const moments = fc.record({
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      effectiveAt: fc.option(
        fc.date({ min: new Date('2017-10-01'), max: new Date('2019-06-01'), noInvalidDate: true }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        histories(),
        fc.array(moments, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        async (events, asked, batch) =>
          withReadStore(async (store) => {
            const models = opened(store, await projected(store, events, { batch }));
            for (const { part, effectiveAt } of [...asked, { part: 1, effectiveAt: null }]) {
              const asOfPosition = Math.round(part * events.length);
              const about = effectiveAt?.toISOString();
              const answer = await models.read(
                { asOfPosition, ...(about && { effectiveAt: about }), now: NOW },
                EVERYTHING,
                told,
              );
              expect(plain(answer)).toEqual(plain(replay(events, asOfPosition, effectiveAt?.getTime())));
            }
            await models.close();
          }),
      ),
      { numRuns: runs(60) },
    );
  });

  test('rows do not depend on how events were batched, and those of a past position are those of a ledger that ended there', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(),
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (events, batch, part) =>
          withReadStore(async (store) => {
            const whole = await projected(store, events, { batch: 1000 });
            const pieces = await projected(store, events, { batch });
            expect(await allRows(store, pieces)).toEqual(await allRows(store, whole));
            const asOfPosition = Math.round(part * events.length);
            const past = opened(store, whole);
            const ended = opened(store, await projected(store, events.slice(0, asOfPosition)));
            const narrow = (view: QueryContext) =>
              Promise.all(
                (
                  [
                    'texts',
                    'actions',
                    'also_in',
                    'milestones',
                    'targets',
                    'decisions',
                    'affects',
                    'programmes',
                  ] as const
                ).map(async (table) =>
                  (await view.db.selectFrom(versions(table, view.moment).as('r')).selectAll().execute())
                    .map((row) => JSON.stringify(row, Object.keys(row).sort()))
                    .sort(),
                ),
              );
            expect(await past.read({ asOfPosition, now: NOW }, EVERYTHING, narrow)).toEqual(
              await ended.read({ now: NOW }, EVERYTHING, narrow),
            );
            await Promise.all([past.close(), ended.close()]);
          }),
      ),
      { numRuns: runs(40) },
    );
  });
});
