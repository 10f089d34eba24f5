import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import {
  handOver,
  newPrivateKey,
  originOf,
  readCheckpoint,
  readVerifierKey,
  type Signer,
  signCheckpoint,
  signerOf,
  verifierKey,
} from '#proof/index.js';
import { inDataDir } from '#read-store/index.js';
import { verifiedExport, verifiedFolder, withCopyOf } from '#test/support/proof/never-proven.js';
import { keepUntil, LEDGER, newEvent, signedLedger, writeExport } from '#test/support/proof/signed-ledger.js';
import { keyToTakeIn, makeNextKey, publicKeysIn, readTreeStore, requireHighWater } from '#tree/index.js';

const SIZE = 20;
const ROTATED = SIZE + 1;
const KEY_FILE = 'keys/signing-key.pem';

let folder: string;
let stolen: Signer;
let old: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  await signedLedger(folder, SIZE);
  stolen = signerOf(originOf(LEDGER), readFileSync(join(folder, KEY_FILE), 'utf8'));
  old = verifierKey(stolen);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Records and signs events, and writes the export. */
async function record(into: string, ...events: Parameters<typeof newEvent>[]): Promise<void> {
  const store = await openSqliteStore({ file: join(into, 'events.db') });
  for (const [data, type] of events)
    await store.append(type === 'SigningKeyRotated' ? 'ledger' : 'action-1', [newEvent(data, type)], 'any');
  try {
    await keepUntil(into, store, Number(await store.head()) - 1);
  } finally {
    await store.close();
  }
  await writeExport(into);
}

async function rotate(into = folder): Promise<string> {
  const { from, to, signature } = makeNextKey({ folder: into });
  await record(into, [{ from, to, signature }, 'SigningKeyRotated'], [{ text: 'Later' }]);
  return to;
}

const ofExport = (of: string, ...keys: string[]) => verifiedExport(of, keys.map(readVerifierKey));
const ofFolder = (of: string, ...keys: string[]) => verifiedFolder(of, keys.map(readVerifierKey));
const started = async (of: string) => {
  const store = await openSqliteStore({ file: join(of, 'events.db'), readOnly: true });
  const tree = await readTreeStore(inDataDir(of));
  await requireHighWater(of, store, tree).finally(() => Promise.all([store.close(), tree?.close()]));
};

/** As somebody does who has the folder, and a key: the newest checkpoint is signed by it alone. */
function signAgain(of: string, by: Signer): void {
  const db = new Database(join(of, 'tree.db'));
  const { hour, note } = db
    .prepare<[], { hour: string; note: string }>('SELECT hour, note FROM tree_checkpoints ORDER BY size DESC')
    .get() as { hour: string; note: string };
  const again = signCheckpoint(readCheckpoint(note), by);
  db.prepare('UPDATE tree_checkpoints SET note = ? WHERE hour = ?').run(again, hour);
  db.close();
  for (const file of ['high-water', 'events.jsonl.checkpoint']) writeFileSync(join(of, file), again);
}

describe('a key that took over', () => {
  it('signs from its event on, is proven by either key, and is said', async () => {
    const key = await rotate();
    expect(publicKeysIn(folder)).toEqual([old, key]);
    const proven = {
      outcome: 'proven',
      signedBy: [key],
      keyChanges: [{ number: ROTATED, from: old, key, isHandedOver: true }],
    };
    for (const keys of [[key], [old], [old, key]]) {
      expect(await ofExport(folder, ...keys)).toMatchObject(proven);
      expect(await ofFolder(folder, ...keys)).toMatchObject(proven);
    }
    await started(folder);
  });

  it('leaves older checkpoints of the one before good, by that key', () =>
    withCopyOf(folder, async (earlier) => {
      const key = await rotate();
      expect(await ofExport(earlier, old)).toMatchObject({ outcome: 'proven', keyChanges: [] });
      expect(await ofExport(earlier, old, key)).toMatchObject({
        outcome: 'cannot-tell',
        unknown: [expect.stringContaining('No event says that')],
      });
      expect(await ofExport(earlier, key)).toMatchObject({ outcome: 'refuted' });
    }));

  it('takes over again and again', async () => {
    const [second, third] = [await rotate(), await rotate()];
    for (const keys of [[old], [second], [third], [old, second, third]])
      expect(await ofFolder(folder, ...keys)).toMatchObject({ outcome: 'proven', signedBy: [third] });
  });

  it('is refuted where the signature of the one before is another', async () => {
    const { from, to, file } = makeNextKey({ folder });
    rmSync(file);
    const { signature } = handOver(signerOf(originOf(LEDGER), newPrivateKey()), from, to);
    const store = await openSqliteStore({ file: join(folder, 'events.db') });
    await store.append('ledger', [newEvent({ from, to, signature }, 'SigningKeyRotated')], 'any');
    await expect(keepUntil(folder, store, ROTATED)).rejects.toThrow('signature of the key before it is wrong');
    await store.close();
  });

  it('signs a tree that is made anew, of which the one before can sign nothing', async () => {
    const key = await rotate();
    for (const file of ['tree.db', 'high-water']) rmSync(join(folder, file));
    await record(folder, [{ text: 'After' }]);
    expect(await ofFolder(folder, key)).toMatchObject({ outcome: 'proven', checkpoints: 2 });
  });
});

describe('a key that was stolen', () => {
  it('signs nothing that comes after it was retired', async () => {
    const key = await rotate();
    signAgain(folder, stolen);
    for (const keys of [[key], [old], [old, key]])
      for (const verdict of [await ofExport(folder, ...keys), await ofFolder(folder, ...keys)])
        expect(verdict).toMatchObject({
          outcome: 'refuted',
          refuted: expect.arrayContaining([expect.stringContaining('a key that was not in force signed it')]),
        });
    await expect(started(folder)).rejects.toMatchObject({ code: 'history-rewritten' });
  });

  it('signs another history without its retirement, which the key in force finds out, and the old one cannot', () =>
    withCopyOf(folder, async (other) => {
      const key = await rotate();
      await record(other, [{ text: 'Another history' }], [{ text: 'without the rotation' }]);
      expect(await ofExport(other, key)).toMatchObject({ outcome: 'refuted' });
      expect(await ofExport(other, old, key)).toMatchObject({ outcome: 'cannot-tell' });
      expect(await ofExport(other, old)).toMatchObject({ outcome: 'proven' });
      writeFileSync(join(other, 'high-water'), readFileSync(join(folder, 'high-water')));
      expect(await ofFolder(other, old, key)).toMatchObject({ outcome: 'refuted' });
      await expect(started(other)).rejects.toMatchObject({ code: 'history-rewritten' });
    }));

  it('hands over to a key of the thief, which the key in force finds out', () =>
    withCopyOf(folder, async (other) => {
      const [key, ofThief] = [await rotate(), await rotate(other)];
      expect(await ofExport(other, key)).toMatchObject({ outcome: 'refuted' });
      expect(await ofExport(other, old, key)).toMatchObject({ outcome: 'cannot-tell' });
      expect(await ofExport(other, old)).toMatchObject({ outcome: 'proven', signedBy: [ofThief] });
    }));
});

describe('a key that was lost', () => {
  const toTakeIn = async (signingKey?: string) => {
    const store = await openSqliteStore({ file: join(folder, 'events.db'), readOnly: true });
    const tree = await readTreeStore(inDataDir(folder));
    if (!tree) throw new Error('No tree');
    return keyToTakeIn({ folder, signingKey, store, tree }).finally(() => Promise.all([store.close(), tree.close()]));
  };

  it('is followed by another that an event takes in, which is proven by the new key alone, and said', async () => {
    expect(await toTakeIn()).toBeUndefined();
    rmSync(join(folder, KEY_FILE));
    const { from, key: to } = (await toTakeIn()) ?? {};
    expect(from).toBe(old);
    await record(folder, [{ from: String(from), to: String(to) }, 'SigningKeyRotated']);
    expect(await toTakeIn()).toBeUndefined();
    const key = String(to);
    const said = { keyChanges: [{ number: ROTATED, key, isHandedOver: false }] };
    for (const keys of [[key], [old, key]]) {
      expect(await ofExport(folder, ...keys)).toMatchObject({ outcome: 'proven', ...said });
      expect(await ofFolder(folder, ...keys)).toMatchObject({ outcome: 'proven', ...said });
    }
    expect(await ofExport(folder, old)).toMatchObject({
      outcome: 'cannot-tell',
      unknown: [expect.stringContaining(key)],
    });
  });

  it('was followed by another without an event, in a folder from before there were such events', async () => {
    rmSync(join(folder, KEY_FILE));
    await record(folder, [{ text: 'Signed by another key' }]);
    const [, key] = publicKeysIn(folder) as [string, string];
    expect(await toTakeIn()).toBeUndefined();
    expect(await ofFolder(folder)).toMatchObject({ outcome: 'proven', signedBy: [key], keyChanges: [] });
    expect(await ofExport(folder, key)).toMatchObject({ outcome: 'proven' });
    await started(folder);
    const next = await rotate();
    expect(await ofFolder(folder)).toMatchObject({ outcome: 'proven', signedBy: [next] });
  });

  it('does not come back: a retired key is followed by a new one, and refused as a setting', async () => {
    const retired = readFileSync(join(folder, KEY_FILE), 'utf8');
    const key = await rotate();
    writeFileSync(join(folder, KEY_FILE), retired);
    await expect(record(folder, [{ text: 'By whom?' }])).rejects.toThrow(
      `The private key of ${key}, which is in force`,
    );
    const taken = await toTakeIn();
    expect(taken?.from).toBe(key);
    expect([old, key]).not.toContain(taken?.key);
    await expect(toTakeIn(join(folder, KEY_FILE))).rejects.toThrow('was retired');
    await record(folder, [{ from: key, to: String(taken?.key) }, 'SigningKeyRotated']);
    expect(await ofFolder(folder)).toMatchObject({ outcome: 'proven', signedBy: [taken?.key] });
  });
});
