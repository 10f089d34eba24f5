import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { inFile } from '#event-store/location.js';
import type { EventStore, StoredEvent } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { ensureReadModels, rebuild } from '#maintenance/rebuild/rebuild.js';
import { startProjector } from '#projector/projector.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { allRows, inFolder, opened, projected } from '#test/support/read-models/files.js';
import { asking } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { fact, OPENING } from '#test/support/read-models/plan.js';
import { eventsFile } from '#test/support/read-models/store.js';
import { identityAfter, NO_IDENTITY, otherHistory, requireHistory } from './history.js';
import { projectionStatus } from './status.js';

const ANOTHER = 'read-models-of-another-history';
const party = (id: string, name: string, told: Partial<ToldFact> = {}): ToldFact => ({
  ...fact(`party-${id}`, 'PartyRegistered', { reference: id.toUpperCase(), kind: 'post', name }),
  ...told,
});
const LOST = [party('p8', 'Lost'), party('p9', 'Last')];
const BEFORE = stored([...OPENING, ...LOST]);
/** The ledger without its end, and what was recorded on it since: fewer events, as many, and more. */
const SHORTER = stored(OPENING);
const since = (...facts: ToldFact[]) =>
  [...SHORTER, ...stored([...OPENING, ...facts]).slice(OPENING.length)].map((event, at) =>
    at < OPENING.length ? event : { ...event, id: event.id.replace('00000000', 'ffffffff') },
  );
const PASSED = since(party('q1', 'One'), party('q2', 'Two'), party('q3', 'Three'));
/** The last command was sent again, and so made the same event at the same place, a day later. */
const AGAIN = stored([
  ...OPENING,
  party('p7', 'Other'),
  party('p9', 'Last', { recordedAt: '2018-04-02T00:00:00.000Z' }),
]);
const OTHER_LEDGER = stored([fact('ledger', 'LedgerOpened', { ledger: 'l2', name: 'Other', illustrative: false })]);

async function inStore<T>(events: readonly StoredEvent[], test: (store: EventStore) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const store = await openSqliteStore({ file: await eventsFile(join(folder, 'events.db'), events), readOnly: true });
    try {
      return await test(store);
    } finally {
      await store.close();
    }
  });
}

describeOnEveryEngine('history', () => {
  describe('read models that stand on a history', () => {
    const kept = identityAfter(NO_IDENTITY, BEFORE);

    it.each([
      ['the same', BEFORE, undefined],
      ['the same with more', stored([...OPENING, ...LOST, party('p10', 'New')]), undefined],
      ['a shorter log', SHORTER, 'history'],
      ['another log whose head has passed theirs', PASSED, 'history'],
      ['another log with the same id in the same place', AGAIN, 'history'],
      ['another ledger', OTHER_LEDGER, 'ledger'],
      ['no ledger', [], 'none'],
    ])('are told whether a store holds %s', (_what, events, of) =>
      inStore(events, async (store) => {
        expect((await otherHistory(store, kept))?.of).toBe(of);
        expect(await otherHistory(store, NO_IDENTITY)).toBeUndefined();
        const required = requireHistory(store, kept);
        if (of === undefined) await required;
        else await expect(required).rejects.toMatchObject({ code: ANOTHER, fields: { of } });
      }),
    );

    it('keep what they know a store by, whatever the batches', () =>
      withReadStore(async (store) => {
        for (const batch of [1, 4, 100])
          expect(await store.progress(await projected(store, BEFORE, { batch }))).toMatchObject(kept);
      }));
  });

  test.each([
    ['is shorter', SHORTER],
    ['has passed them', PASSED],
  ])('are made anew where the log %s, and served where the ones before stood further on', (_what, events) =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        await eventsFile(file, BEFORE);
        await ensureReadModels(order);
        // The control: the same store is left alone.
        expect(await ensureReadModels(order)).toBeUndefined();
        const old = (await store.pointer())?.live;
        const served: string[] = [];
        const following = await startProjector({ ...order, projects: false, onLive: (name) => served.push(name) });
        expect(following.position()).toBe(BEFORE.length);

        renameSync(await eventsFile(join(folder, 'restored.db'), events), file);
        const source = await openSqliteStore({ file, readOnly: true });
        const status = await projectionStatus(store, source, Date.now());
        expect(status.other?.of).toBe('history');
        expect(status.projections.every(({ state }) => state === 'of another history')).toBe(true);
        expect(await ensureReadModels(order)).toMatchObject({ position: events.length, compared: null });
        const pointer = await store.pointer();
        expect(pointer).toMatchObject({ previous: null });
        const live = String(pointer?.live);
        expect(live).not.toBe(old);
        const fresh = await projected(store, events);
        expect(await allRows(store, live, ['progress'])).toEqual(await allRows(store, fresh, ['progress']));
        expect((await projectionStatus(store, source, Date.now())).other).toBeUndefined();
        while (following.position() !== events.length) await new Promise((resolve) => setTimeout(resolve, 20));
        expect(served).toEqual([old, live]);
        await following.stop();
        await source.close();
      }),
    ),
  );

  test.each([
    ['another ledger', OTHER_LEDGER, 'ledger'],
    ['no ledger', [], 'none'],
  ])('are left as they are where the store holds %s', (_what, events, of) =>
    inFolder((folder) =>
      withReadStore(async (store, readModels) => {
        const file = join(folder, 'events.db');
        const order = { readModels, events: inFile(file) };
        await eventsFile(file, BEFORE);
        await ensureReadModels(order);
        const pointer = await store.pointer();
        renameSync(await eventsFile(join(folder, 'other.db'), events), file);
        await expect(ensureReadModels(order)).rejects.toMatchObject({ code: ANOTHER, fields: { of } });
        await expect(rebuild(order)).rejects.toThrow(/the store holds (no ledger|ledger l2)/);
        expect(await store.pointer()).toEqual(pointer);
        const models = opened(store, String(pointer?.live));
        expect(await asking(models)(async ({ moment }) => moment.asOf.number)).toBe(BEFORE.length);
        await models.close();
      }),
    ),
  );
});
