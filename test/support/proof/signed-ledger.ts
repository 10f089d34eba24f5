import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visibleJson } from '#apps/cli/text/visible-text.js';
import type { EventStore, NewEvent } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { newSalt } from '#proof/index.js';
import { inDataDir } from '#read-store/index.js';
import { highWaterIn } from '#tree/high-water.js';
import { keepTree } from '#tree/keeping.js';
import { openTreeStore } from '#tree/open-tree-store.js';
import { eventsAfter } from '#tree/same-history.js';
import { openSigner } from '#tree/signing-key.js';

export const LEDGER = '6f0c2f3e-0000-4000-8000-000000000000';
const ENVELOPE = {
  schemaVersion: 1,
  recordedAt: '2018-03-09T10:00:00.000Z',
  actor: { party: 'p', kind: 'person', roles: [] },
  occurredAt: '2018-03-09T10:00:00.000Z',
  reason: 'Agreed by the group.',
  commandId: 'c',
  bodyHash: '',
  correlationId: 'c',
  causationId: 'c',
};

export const newEvent = (data: NewEvent['data'] = {}, type = 'ActionNoteAdded'): NewEvent => ({
  id: randomUUID(),
  type,
  data,
  metadata: ENVELOPE,
  salt: newSalt(),
});

/** Keeps the tree of a folder until it holds so many events. */
export async function keepUntil(folder: string, store: EventStore, size: number): Promise<void> {
  const tree = await openTreeStore(inDataDir(folder));
  const ending = new AbortController();
  const highWater = highWaterIn(folder);
  try {
    await keepTree({
      store,
      tree,
      signerFor: (origin, inForce) => openSigner({ folder }, origin, inForce),
      highWater,
      onGrown: (grown) => grown >= size && ending.abort(),
      signal: ending.signal,
    });
  } finally {
    highWater.flush();
    await tree.close();
  }
}

/** A folder with a signed ledger, in several streams, with a claim, and its export. Answers how many events have a leaf. */
export async function signedLedger(folder: string, size: number): Promise<void> {
  const store = await openSqliteStore({ file: join(folder, 'events.db') });
  await store.append('ledger', [newEvent({ ledger: LEDGER }, 'LedgerOpened')], 'noStream');
  await store.append('reference-SMI-A01', [newEvent({ id: 'a' }, 'ReferenceClaimed')], 'noStream');
  for (let number = 2; number <= size; number++) {
    const text = `Note ${number} on the caf\u00e9, \u201cas agreed\u201d`;
    await store.append(`action-${number % 5}`, [newEvent({ text, number, share: number / 7 })], 'any');
  }
  await keepUntil(folder, store, size);
  await store.close();
  await writeExport(folder);
}

/** As `action-ledger export` writes it. */
export async function writeExport(folder: string): Promise<void> {
  const store = await openSqliteStore({ file: join(folder, 'events.db'), readOnly: true });
  const tree = await openTreeStore(inDataDir(folder));
  const lines: string[] = [];
  for await (const { checkpoint: _, ...event } of eventsAfter(store, 'start')) lines.push(`${visibleJson(event)}\n`);
  writeFileSync(join(folder, 'events.jsonl'), lines.join(''));
  writeFileSync(join(folder, 'events.jsonl.checkpoint'), (await tree.checkpoint())?.note ?? '');
  await tree.close();
  await store.close();
}
