import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore, NewEvent } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import {
  growingTree,
  leafOf,
  newSalt,
  openCheckpoint,
  openProof,
  originOf,
  provesConsistency,
  readCheckpoint,
  TILE_WIDTH,
} from '#proof/index.js';
import { inDataDir } from '#read-store/index.js';
import { highWaterIn } from './high-water.js';
import { keepTree } from './keeping.js';
import { hasLeaf } from './ledger-events.js';
import { openTreeStore } from './open-tree-store.js';
import { proveConsistency, proveInclusion, rootOf, tileBytes } from './proving.js';
import { eventsAfter, requireHighWater } from './same-history.js';
import { openSigner, publicKeysIn, verifiersIn } from './signing-key.js';
import type { TreeStore } from './tree-store.js';

const LEDGER = '6f0c2f3e-0000-4000-8000-000000000000';
const ENVELOPE = {
  schemaVersion: 1,
  recordedAt: '2018-03-09T10:00:00.000Z',
  actor: { party: 'p', kind: 'person', roles: [] },
  occurredAt: '2018-03-09T10:00:00.000Z',
  commandId: 'c',
  bodyHash: '',
  correlationId: 'c',
  causationId: 'c',
};
const newEvent = (data: NewEvent['data'] = {}, type = 'ActionNoteAdded'): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata: ENVELOPE,
  salt: newSalt(),
});

let folder: string;
let store: EventStore;
let tree: TreeStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tree-'));
  store = await openSqliteStore({ file: join(folder, 'events.db') });
  tree = await openTreeStore(inDataDir(folder));
});
afterEach(async () => {
  await store.close();
  await tree.close();
  rmSync(folder, { recursive: true });
});

const openLedger = () => store.append('ledger', [newEvent({ ledger: LEDGER }, 'LedgerOpened')], 'noStream');
const addNotes = (count: number, stream = 'action-1') =>
  store.append(
    stream,
    Array.from({ length: count }, (_, nth) => newEvent({ nth })),
    'any',
  );

/** Keeps the tree until it holds so many events. */
async function keepUntil(size: number, of: EventStore = store): Promise<void> {
  const ending = new AbortController();
  const highWater = highWaterIn(folder);
  await keepTree({
    store: of,
    tree,
    signerFor: (origin, inForce) => openSigner({ folder }, origin, inForce),
    highWater,
    onGrown: (grown) => grown >= size && ending.abort(),
    signal: ending.signal,
  });
  highWater.flush();
}

async function rootByHand(of: EventStore = store) {
  const growing = growingTree(0, () => []);
  for await (const event of eventsAfter(of, 'start')) if (hasLeaf(event)) growing.add(leafOf(LEDGER, event));
  return growing.root();
}

describe('the tree beside the events', () => {
  it('holds every event of the ledger, without claims and foreign events, and is signed', async () => {
    await openLedger();
    await store.append('reference-SMI-A01', [newEvent({}, 'ReferenceClaimed')], 'noStream');
    await store.append('not-of-here', [newEvent()], 'noStream');
    await addNotes(300);
    await keepUntil(301);
    const { size, note } = (await tree.checkpoint()) ?? { size: 0, note: '' };
    expect(size).toBe(301);
    const opened = openCheckpoint(note, verifiersIn(folder));
    expect(opened).toMatchObject({ origin: originOf(LEDGER), size: 301, root: await rootByHand() });
    expect(readFileSync(join(folder, 'high-water'), 'utf8')).toBe(note);
    expect(statSync(join(folder, 'keys/signing-key.pem')).mode & 0o777).toBe(0o600);
  });

  it('goes on after a stop and after each restart, and proves every event, also against earlier trees', async () => {
    await openLedger();
    for (const size of [1, 2, 255, 256, 257, 600]) {
      const { size: before } = (await tree.state()) ?? { size: 1 };
      if (size > before) await addNotes(size - before);
      await keepUntil(size);
      expect(await rootOf(tree, size)).toEqual(await rootByHand());
    }
    expect(publicKeysIn(folder)).toHaveLength(1);
    const known = verifiersIn(folder);
    let number = 0;
    for await (const event of eventsAfter(store, 'start')) {
      number += 1;
      if (number % 37 !== 1) continue;
      const proof = (await proveInclusion(tree, number)) ?? '';
      expect(openProof(proof, leafOf(LEDGER, event), known).size).toBe(600);
      expect(() => openProof(proof, leafOf(LEDGER, { ...event, data: { nth: -1 } }), known)).toThrow('does not lead');
    }
    for (const earlier of [1, 255, 256, 257, 599, 600]) {
      const path = (await proveConsistency(tree, { earlier, later: 600 })) ?? [];
      const [earlierRoot, laterRoot] = [await rootOf(tree, earlier), await rootOf(tree, 600)];
      expect(provesConsistency({ earlier, later: 600, earlierRoot, laterRoot, path })).toBe(true);
    }
    expect(await proveInclusion(tree, 601)).toBeUndefined();
    expect(await proveConsistency(tree, { earlier: 1, later: 601 })).toBeUndefined();
    expect((await tileBytes(tree, { level: 0, index: 0, width: TILE_WIDTH }))?.length).toBe(8_192);
    expect((await tileBytes(tree, { level: 0, index: 2, width: 88 }))?.length).toBe(88 * 32);
    expect(await tileBytes(tree, { level: 0, index: 2, width: 89 })).toBeUndefined();
  });

  it('is the same over another store with the same events, and goes on there', async () => {
    await openLedger();
    await addNotes(20);
    await keepUntil(21);
    const other = await openSqliteStore({ file: join(folder, 'copy.db') });
    await other.append('reference-X', [newEvent()], 'noStream');
    for await (const { stream, revision, position: _, checkpoint: __, ...event } of eventsAfter(store, 'start'))
      await other.append(stream, [event], revision === 0 ? 'noStream' : revision - 1);
    expect(await rootByHand(other)).toEqual(await rootOf(tree, 21));
    await other.append('action-9', [newEvent()], 'noStream');
    await keepUntil(22, other);
    expect(await rootOf(tree, 22)).toEqual(await rootByHand(other));
    await other.close();
  });

  it('is not grown by two processes at once', async () => {
    await openLedger();
    await keepUntil(1);
    const state = (await tree.state()) as NonNullable<Awaited<ReturnType<TreeStore['state']>>>;
    const growth = { before: 0, state: { ...state, size: 2 }, tiles: [], checkpoint: '', hour: '' };
    await expect(tree.grow(growth)).rejects.toThrow();
    await expect(tree.grow({ ...growth, before: 2 })).rejects.toThrow('Another process');
    expect((await tree.checkpoints()).map(({ size }) => size)).toEqual([1]);
  });
});

describe('events that are not those that were signed', () => {
  const stores: EventStore[] = [];
  afterEach(async () => {
    for (const each of stores.splice(0)) await each.close();
  });

  /** The same events but for what is changed, in another file. */
  async function changedCopy(change: (event: NewEvent, number: number) => NewEvent | undefined): Promise<EventStore> {
    const other = await openSqliteStore({ file: join(folder, `${randomUUID()}.db`) });
    stores.push(other);
    let number = 0;
    for await (const { stream, revision: _, position: __, checkpoint: ___, ...event } of eventsAfter(store, 'start')) {
      number += 1;
      const changed = change(event, number);
      if (changed) await other.append(stream, [changed], 'any');
    }
    return other;
  }

  beforeEach(async () => {
    await openLedger();
    await addNotes(29);
    await keepUntil(30);
  });

  it('are served where nothing differs, also without a tree', async () => {
    await requireHighWater(folder, store, tree);
    await requireHighWater(folder, store, undefined);
    await requireHighWater(folder, await changedCopy((event) => event), tree);
    await addNotes(1);
    await requireHighWater(folder, store, tree);
    await requireHighWater(folder, store, undefined);
  });

  it('are refused where the end was cut off, with what is missing', async () => {
    const cut = await changedCopy((event, number) => (number <= 27 ? event : undefined));
    const said = {
      code: 'history-cut',
      fields: { held: 27, signed: 30 },
      message: expect.stringContaining('events 28 to 30 are missing'),
    };
    await expect(requireHighWater(folder, cut, tree)).rejects.toMatchObject(said);
    await expect(requireHighWater(folder, cut, undefined)).rejects.toMatchObject(said);
    await expect(requireHighWater(folder, await changedCopy(() => undefined), undefined)).rejects.toMatchObject({
      code: 'history-cut',
    });
    await expect(keepUntil(30, cut)).rejects.toMatchObject({ code: 'history-cut' });
  });

  it('are refused where the last one is another, and where any is and the tree was taken away', async () => {
    const other = (at: number) =>
      changedCopy((event, number) =>
        number === at ? { ...event, metadata: { ...event.metadata, reason: 'x' } } : event,
      );
    const last = await other(30);
    await expect(requireHighWater(folder, last, tree)).rejects.toMatchObject({
      code: 'history-rewritten',
      fields: { number: 30 },
    });
    await expect(keepUntil(30, last)).rejects.toMatchObject({ code: 'history-rewritten' });
    await expect(requireHighWater(folder, await other(5), undefined)).rejects.toMatchObject({
      code: 'history-rewritten',
    });
    const removed = await changedCopy((event, number) => (number === 9 ? undefined : event));
    await expect(requireHighWater(folder, removed, tree)).rejects.toMatchObject({
      code: 'history-rewritten',
      fields: { number: 9 },
    });
  });

  it('are refused where the high-water mark is of another ledger or of another root', async () => {
    const file = join(folder, 'high-water');
    const note = readFileSync(file, 'utf8');
    const { root } = readCheckpoint(note);
    writeFileSync(file, note.replace(LEDGER, LEDGER.replace('6', '7')));
    await expect(requireHighWater(folder, store, tree)).rejects.toMatchObject({ code: 'history-rewritten' });
    writeFileSync(file, note.replace(root.toString('base64'), Buffer.alloc(32).toString('base64')));
    await expect(requireHighWater(folder, store, tree)).rejects.toMatchObject({ code: 'history-rewritten' });
    rmSync(file);
    await requireHighWater(folder, store, tree);
    expect(existsSync(file)).toBe(false);
  });
});
