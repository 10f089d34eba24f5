import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Subject, startWith } from 'rxjs';
import type { EventStore, StoredEvent } from '#event-store/index.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { leafOf, openProof } from '#proof/index.js';
import { inDataDir } from '#read-store/index.js';
import { keepUntil, LEDGER, newEvent, signedLedger } from '#test/support/proof/signed-ledger.js';
import { openTreeStore } from './open-tree-store.js';
import { type Receipts, receiptsFrom } from './receipts.js';
import { eventsAfter } from './same-history.js';
import { verifiersIn } from './signing-key.js';
import type { TreeStore } from './tree-store.js';

const SIZE = 300;

let folder: string;
let store: EventStore;
let tree: TreeStore;
const grown$ = new Subject<void>();
const hurried: boolean[] = [];
let looks = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'receipts-'));
  await signedLedger(folder, SIZE);
  store = await openSqliteStore({ file: join(folder, 'events.db') });
  tree = await openTreeStore(inDataDir(folder));
});
afterAll(async () => {
  await store.close();
  await tree.close();
  rmSync(folder, { recursive: true });
});

const receipts = (waitMs: number, numberOf: (event: StoredEvent) => number | undefined = () => undefined): Receipts =>
  receiptsFrom({
    tree: {
      ...tree,
      checkpoint() {
        looks += 1;
        return tree.checkpoint();
      },
    },
    grown$: grown$.pipe(startWith(undefined)),
    hurry: (isAsked) => hurried.push(isAsked),
    numberOf: async (event) => numberOf(event),
    waitMs,
  });

async function events(): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for await (const event of eventsAfter(store, 'start')) if (!event.stream.startsWith('reference-')) all.push(event);
  return all;
}

const proves = (proof: string, event: StoredEvent) => openProof(proof, leafOf(LEDGER, event), verifiersIn(folder));

describe('receipts', () => {
  it('wait for the next checkpoint, all with one look, and hurry the keeper meanwhile', async () => {
    await store.append(
      'action-9',
      Array.from({ length: 20 }, () => newEvent()),
      'noStream',
    );
    const late = (await events()).slice(SIZE);
    const desk = receipts(60_000);
    const waiting = late.map((event) => desk.of(LEDGER, event));
    expect(hurried).toEqual([true]);
    await keepUntil(folder, store, SIZE + 20);
    [looks] = [0];
    grown$.next();
    const given = await Promise.all(waiting);
    expect(looks).toBe(1);
    expect(hurried.at(-1)).toBe(false);
    for (const [nth, receipt] of given.entries()) {
      expect(receipt?.number).toBe(SIZE + nth + 1);
      expect(proves(receipt?.proof ?? '', late[nth] as StoredEvent)).toMatchObject({ index: SIZE + nth });
    }
  });

  it('are of events that were signed long ago too, by their numbers', async () => {
    const [first] = await events();
    const receipt = await receipts(5, () => 1).of(LEDGER, first as StoredEvent);
    expect(proves(receipt?.proof ?? '', first as StoredEvent)).toMatchObject({ index: 0 });
  });

  it('are not given where nothing is signed in time, or at the end', async () => {
    await store.append('action-10', [newEvent()], 'noStream');
    const last = (await events()).at(-1) as StoredEvent;
    expect(await receipts(5).of(LEDGER, last)).toBeUndefined();
    const desk = receipts(60_000);
    const waiting = desk.of(LEDGER, last);
    desk.close();
    expect(await waiting).toBeUndefined();
  });
});
