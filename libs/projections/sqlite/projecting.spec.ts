import { fork } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { inFile } from '#event-store/location.js';
import { PROJECTIONS } from '../model/projections.js';
import { openReadModels } from '../read/read-models.js';
import { EVERYTHING } from '../read/visible.js';
import { fill } from '../rebuild/fill.js';
import { eventId, stored } from '../testing/events.js';
import { allRows, inFolder, projected } from '../testing/files.js';
import { histories } from '../testing/histories.js';
import { largeHistory } from '../testing/large-history.js';
import { eventsFile } from '../testing/store.js';
import { createReadModels, outdated } from './database.js';
import { startProjecting } from './projecting.js';

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

test('a handler that throws stops its projection alone, visibly, where its rows stand', () =>
  inFolder(async (folder) => {
    const projections = PROJECTIONS.map((projection) =>
      projection.kind === 'action'
        ? {
            ...projection,
            evolve(state: unknown, event: (typeof HISTORY)[number]) {
              if (event.type === 'ActionStarted') throw new Error('cannot start');
              return projection.evolve(state, event);
            },
          }
        : projection,
    );
    const file = projected(join(folder, 'read.db'), HISTORY, { projections });
    const db = new Database(file, { readonly: true });
    const states = db.prepare('SELECT name, state, position, poison FROM projections ORDER BY name').all() as {
      name: string;
      state: string;
      position: number;
      poison: string | null;
    }[];
    const stopped = states.filter(({ state }) => state === 'stopped');
    expect(stopped).toMatchObject([{ name: 'actions', position: 3 }]);
    expect(JSON.parse(stopped[0]?.poison ?? '')).toEqual({
      id: eventId(4),
      type: 'ActionStarted',
      stream: 'action-a1',
      position: 4,
      error: 'cannot start',
    });
    expect(states.filter(({ state }) => state === 'running').every(({ position }) => position === 5)).toBe(true);
    expect(db.prepare('SELECT from_position, status FROM actions').all()).toEqual([
      { from_position: 3, status: 'planned' },
    ]);
    expect(db.prepare('SELECT status FROM programmes').all()).toEqual([{ status: 'closed' }]);
    expect(db.prepare('SELECT count(*) AS n FROM audit').get()).toEqual({ n: 5 });
    db.close();
    const models = openReadModels(file);
    const behindAt = async (asOfPosition: number) =>
      (
        await models.read(
          { asOfPosition, now: '2018-10-01T12:00:00.000Z' },
          EVERYTHING,
          async ({ moment }) => moment.asOf,
        )
      ).behind;
    expect(await behindAt(5)).toEqual([{ projection: 'actions', position: 3 }]);
    expect(await behindAt(3)).toBeUndefined();
    await models.close();
  }));

test('a projector that lost its file to another stops at its next commit and changes nothing', () =>
  inFolder((folder) => {
    const file = join(folder, 'read.db');
    createReadModels(file, PROJECTIONS, { indexed: true });
    const first = startProjecting(file, PROJECTIONS);
    first.apply(HISTORY.slice(0, 2));
    const second = startProjecting(file, PROJECTIONS);
    expect(() => first.apply(HISTORY.slice(2))).toThrow(expect.objectContaining({ code: 'projector-stopped' }));
    first.close();
    expect(second.progress()).toMatchObject({ position: 2, number: 2 });
    second.apply(HISTORY.slice(2));
    second.close();
    expect(allRows(file, ['progress'])).toEqual(allRows(projected(join(folder, 'other.db'), HISTORY), ['progress']));
  }));

test('read models that another version made are not projected', () =>
  inFolder((folder) => {
    const file = projected(join(folder, 'read.db'), HISTORY);
    const changed = PROJECTIONS.map((each) => (each.kind === 'target' ? { ...each, version: each.version + 1 } : each));
    expect(() => startProjecting(file, changed)).toThrow(expect.objectContaining({ code: 'projection-outdated' }));
    const db = new Database(file, { readonly: true });
    expect(outdated(db, changed)).toEqual(['targets']);
    expect(outdated(db, PROJECTIONS)).toEqual([]);
    db.close();
  }));

test('a rebuild makes the rows that projecting made, to the byte', () =>
  fc.assert(
    fc.asyncProperty(histories({ maxLength: 120 }), fc.integer({ min: 1, max: 40 }), async (events, batch) =>
      inFolder(async (folder) => {
        const file = await eventsFile(join(folder, 'events.db'), events);
        const rebuilt = join(folder, 'rebuilt.db');
        await fill(rebuilt, inFile(file), () => {});
        expect(allRows(rebuilt, ['progress'])).toEqual(
          allRows(projected(join(folder, 'live.db'), events, { batch }), ['progress']),
        );
      }),
    ),
    { numRuns: 5 },
  ));

test('a projector killed between batches neither skips nor doubles', () =>
  inFolder(async (folder) => {
    const events = largeHistory({ events: 3_000, actions: 100, programmes: 5 });
    const source = await eventsFile(join(folder, 'events.db'), events);
    const file = join(folder, 'read.db');
    createReadModels(file, PROJECTIONS, { indexed: true });
    let kills = 0;
    for (let position = 0; position < events.length; ) {
      const until = position + 1 + Math.floor(Math.random() * 700);
      position = await projectUntil(until, [file, source, String(1 + Math.floor(Math.random() * 60))]);
      kills += 1;
    }
    expect(kills).toBeGreaterThan(1);
    expect(allRows(file, ['progress'])).toEqual(allRows(projected(join(folder, 'whole.db'), events), ['progress']));
  }));

/** Runs a projector until it says that it stands at a position or beyond, then kills it; answers with what it said last. */
function projectUntil(position: number, args: readonly string[]): Promise<number> {
  const child = fork(new URL('../testing/projecting-process.js', import.meta.url), args, { execArgv: [] });
  let said = 0;
  child.on('message', (reached: number) => {
    said = reached;
    if (reached >= position) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('exit', () => resolve(said)));
}
