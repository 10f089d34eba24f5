import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { newPrivateKey, originOf, signerOf } from '#proof/index.js';
import { neverProven, verifiedExport, verifiedFolder, withCopyOf } from '#test/support/proof/never-proven.js';
import { keepUntil, LEDGER, newEvent, signedLedger } from '#test/support/proof/signed-ledger.js';
import { OF_FOLDER, type Tampering } from '#test/support/proof/tampering.js';
import { verifiersIn } from '#tree/index.js';

const SIZE = 300;

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  await signedLedger(folder, SIZE);
});
afterAll(() => rmSync(folder, { recursive: true }));

const withCopy = <Result>(work: (copy: string) => Promise<Result>) => withCopyOf(folder, work);
const ofExport = (copy: string, keys = verifiersIn(folder)) => verifiedExport(copy, keys);
const ofFolder = (copy: string, keys = verifiersIn(folder)) => verifiedFolder(copy, keys);

describe('a ledger that nobody touched', () => {
  it('is proven, in its folder and as an export, and it is said what was not checked', async () => {
    for (const verdict of [await ofFolder(folder), await ofFolder(folder, []), await ofExport(folder)])
      expect(verdict).toMatchObject({
        outcome: 'proven',
        ledger: LEDGER,
        events: SIZE,
        signed: SIZE,
        derivedSaltsUpTo: null,
        refuted: [],
        unknown: [],
        notChecked: expect.arrayContaining(['1 claims of references']),
      });
  });

  it('is not proven by another key, or by none', async () => {
    const other = signerOf(originOf(LEDGER), newPrivateKey());
    expect(await ofExport(folder, [other])).toMatchObject({ outcome: 'refuted' });
    expect(await ofFolder(folder, [other])).toMatchObject({ outcome: 'refuted' });
    expect(await ofExport(folder, [])).toMatchObject({ outcome: 'cannot-tell' });
  });

  it('is not proven beyond its checkpoint, or without one', () =>
    withCopy(async (copy) => {
      const store = await openSqliteStore({ file: join(copy, 'events.db') });
      await store.append('action-9', [newEvent()], 'noStream');
      const beyond = {
        outcome: 'cannot-tell',
        signed: SIZE,
        unknown: [`Event ${SIZE + 1} is in no signed checkpoint yet.`],
      };
      expect(await ofFolder(copy)).toMatchObject(beyond);
      await keepUntil(copy, store, SIZE + 1);
      expect(await ofFolder(copy)).toMatchObject({ outcome: 'proven', signed: SIZE + 1 });
      await store.close();
      rmSync(join(copy, 'events.jsonl.checkpoint'));
      expect(await ofExport(copy)).toMatchObject({ outcome: 'cannot-tell' });
    }));

  it('is refuted with the first event that differs', () =>
    withCopy(async (copy) => {
      const edited = OF_FOLDER.find(({ name }) => name === 'metadata are edited') as Tampering;
      edited.tamper(copy, () => 41);
      const { refuted } = await ofFolder(copy);
      expect(refuted).toEqual([
        expect.stringMatching(/^Event 42, ActionNoteAdded at revision 8 of action-2 \(.+\), is not/),
      ]);
      const file = join(copy, 'events.jsonl');
      const lines = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, lines.toSpliced(20, 1).join('\n'));
      expect((await ofExport(copy)).refuted).toEqual([expect.stringMatching(/^Line 25, .+ is out of order/)]);
    }));
});

neverProven(12);
