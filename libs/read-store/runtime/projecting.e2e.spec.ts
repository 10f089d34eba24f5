import { fork } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inFile } from '#event-store/location.js';
import { readBatches } from '#maintenance/batches/rebuild-batches.js';
import { Kysely } from '#platform/kysely.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { eventId, stored } from '#test/support/read-models/events.js';
import { allRows, inFolder, opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { largeHistory } from '#test/support/read-models/large-history.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import type { ProjectingOrder } from '#test/support/read-models/projecting-process.js';
import { eventsFile } from '#test/support/read-models/store.js';
import { EVERYTHING } from '../query/visibility.js';
import type { AnyProjection } from '../tables/projection.js';
import type { Schema } from '../tables/schema.js';

const HISTORY = stored([
  { stream: 'ledger', type: 'LedgerOpened', data: { ledger: 'l1', name: 'Plan', illustrative: false } },
  { stream: 'programme-p1', type: 'ProgrammeRegistered', data: { reference: 'SMI', name: 'SMI' } },
  {
    stream: 'action-a1',
    type: 'ActionCreated',
    data: { reference: 'SMI-A1', title: 'Review', programme: 'p1', access: { level: 'internal' } },
  },
  { stream: 'action-a1', type: 'ActionStarted', data: {} },
  { stream: 'programme-p1', type: 'ProgrammeClosed', data: { reason: 'Merged', successors: [] } },
]);

describeOnEveryEngine('projecting', () => {
  test('a handler that throws stops its projection alone, visibly, where its rows stand', () =>
    withReadStore(async (store) => {
      const projections = PROJECTIONS.map(
        (projection): AnyProjection =>
          projection.kind === 'action'
            ? {
                ...projection,
                evolve(state, event) {
                  if (event.type === 'ActionStarted') throw new Error('cannot start');
                  return projection.evolve(state, event);
                },
              }
            : projection,
      );
      const name = await projected(store, HISTORY, { projections });
      const states = await store.projections(name);
      const poison = {
        id: eventId(4),
        type: 'ActionStarted',
        stream: 'action-a1',
        revision: 1,
        position: 4,
        error: 'cannot start',
      };
      expect(states.filter(({ state }) => state === 'stopped')).toEqual([
        { name: 'actions', state: 'stopped', position: 3, checkpoint: 'after-3', poison },
      ]);
      expect(states.filter(({ state }) => state === 'running').every(({ position }) => position === 5)).toBe(true);
      const db = new Kysely<Schema>({ dialect: store.dialect(name) });
      expect(await db.selectFrom('actions').select(['from_position', 'status']).execute()).toEqual([
        { from_position: 3, status: 'planned' },
      ]);
      expect(await db.selectFrom('programmes').select('status').execute()).toEqual([{ status: 'closed' }]);
      expect(await db.selectFrom('audit').select('number').execute()).toHaveLength(5);
      await db.destroy();
      const models = opened(store, name);
      const behindAt = (asOfPosition: number) =>
        models.read(
          { asOfPosition, now: '2018-10-01T12:00:00.000Z' },
          EVERYTHING,
          async ({ moment }) => moment.asOf.behind,
        );
      expect(await behindAt(5)).toEqual([{ projection: 'actions', position: 3 }]);
      expect(await behindAt(3)).toBeUndefined();
      await models.close();
      const again = await store.startProjecting(name, projections);
      await again.apply(stored([{ stream: 'action-a1', type: 'ActionBlocked', data: { reason: 'funds' } }], 6));
      await again.close();
      expect((await store.projections(name)).find(({ state }) => state === 'stopped')).toMatchObject({ position: 3 });
    }));

  test('an event that breaks its schema is named with its place, and stops its projection alone', () =>
    withReadStore(async (store) => {
      const bad = stored([{ stream: 'action-a1', type: 'ActionStarted', data: { by: 'nobody' } }], 6);
      const name = await projected(store, [...HISTORY, ...bad]);
      const states = await store.projections(name);
      expect(states.filter(({ state }) => state === 'stopped')).toMatchObject([
        {
          name: 'actions',
          position: 5,
          poison: {
            code: 'bad-event',
            type: 'ActionStarted',
            stream: 'action-a1',
            revision: bad[0]?.revision,
            position: 6,
            error: expect.stringContaining('data must NOT have additional properties (by)'),
          },
        },
      ]);
    }));

  test('a projector that lost its read models to another stops at its next commit and changes nothing', () =>
    withReadStore(async (store) => {
      const name = await store.nextName();
      await store.create(name);
      const first = await store.startProjecting(name);
      await first.apply(HISTORY.slice(0, 2));
      const second = await store.startProjecting(name);
      await expect(first.apply(HISTORY.slice(2))).rejects.toMatchObject({ code: 'projector-stopped' });
      await first.close();
      expect(second.progress()).toMatchObject({ position: 2, number: 2 });
      await second.apply(HISTORY.slice(2));
      await second.close();
      expect(await store.progress(name)).toMatchObject({ position: 5, number: 5 });
      expect(await allRows(store, name, ['progress'])).toEqual(
        await allRows(store, await projected(store, HISTORY), ['progress']),
      );
    }));

  test('read models that another version made are not projected', () =>
    withReadStore(async (store) => {
      const name = await projected(store, HISTORY);
      const changed = PROJECTIONS.map((each) =>
        each.kind === 'target' ? { ...each, version: each.version + 1 } : each,
      );
      await expect(store.startProjecting(name, changed)).rejects.toMatchObject({ code: 'projection-outdated' });
      expect(await store.outdated(name, changed)).toEqual(['targets']);
      expect(await store.outdated(name)).toEqual([]);
      expect(await store.outdated(await store.nextName())).toContain('actions');
    }));

  test('a rebuild makes the rows that projecting made, to the byte', () =>
    fc.assert(
      fc.asyncProperty(histories({ maxLength: 120 }), fc.integer({ min: 1, max: 40 }), async (events, batch) =>
        inFolder((folder) =>
          withReadStore(async (store) => {
            const source = inFile(await eventsFile(join(folder, 'events.db'), events));
            const rebuilt = await store.nextName();
            await store.fill(rebuilt, readBatches({ events: source }), () => {});
            const live = await projected(store, events, { batch });
            expect(await allRows(store, rebuilt, ['progress'])).toEqual(await allRows(store, live, ['progress']));
          }),
        ),
      ),
      { numRuns: runs(5) },
    ));

  test('a projector killed between batches neither skips nor doubles', () =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        const history = largeHistory({ events: 3_000, actions: 100, programmes: 5 });
        const events = inFile(await eventsFile(join(folder, 'events.db'), history));
        const name = await store.nextName();
        await store.create(name);
        let kills = 0;
        for (let position = 0; position < history.length; ) {
          const until = position + 1 + Math.floor(Math.random() * 700);
          const batch = 1 + Math.floor(Math.random() * 60);
          position = await projectUntil(until, { readModels, events, name, batch });
          kills += 1;
        }
        expect(kills).toBeGreaterThan(1);
        expect(await allRows(store, name, ['progress'])).toEqual(
          await allRows(store, await projected(store, history), ['progress']),
        );
      }),
    ));

  /** Runs a projector until it says that it stands at a position or beyond, then kills it; answers with what it said last. */
  function projectUntil(position: number, order: ProjectingOrder): Promise<number> {
    const child = fork(new URL('../../../test/support/read-models/projecting-process.js', import.meta.url), [], {
      execArgv: [],
    });
    child.send(order);
    let said = 0;
    child.on('message', (reached: number) => {
      said = reached;
      if (reached >= position) child.kill('SIGKILL');
    });
    return new Promise((resolve) => child.on('exit', () => resolve(said)));
  }
});
