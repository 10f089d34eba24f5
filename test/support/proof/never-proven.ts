import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyExport } from '#apps/cli/verify/verify-export.js';
import { verifyFolder } from '#apps/cli/verify/verify-folder.js';
import type { Verifier } from '#proof/index.js';
import { verifiersIn } from '#tree/index.js';
import { signedLedger } from './signed-ledger.js';
import { OF_EXPORT, OF_FOLDER, seeded } from './tampering.js';

const quiet = () => {};

export function verifiedExport(folder: string, verifiers: readonly Verifier[]) {
  const file = join(folder, 'events.jsonl');
  return verifyExport({ file, checkpoint: `${file}.checkpoint`, verifiers }, quiet);
}

export const verifiedFolder = (folder: string, keys: readonly Verifier[]) =>
  verifyFolder({ DATA_DIR: folder }, keys, quiet);

export async function withCopyOf<Result>(folder: string, work: (copy: string) => Promise<Result>): Promise<Result> {
  const copy = mkdtempSync(join(tmpdir(), 'tampered-'));
  try {
    cpSync(folder, copy, { recursive: true });
    return await work(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** Registers tests: each way to tamper so many times, and never an outcome that is proven. */
export function neverProven(times: number): void {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    await signedLedger(folder, 300);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe.each([
    ['an export', OF_EXPORT, verifiedExport],
    ['a folder', OF_FOLDER, verifiedFolder],
  ] as const)('%s that was tampered with', (_, tamperings, verified) => {
    const named = tamperings.map((tampering) => [tampering.name, tampering] as const);
    it.each(named)('is never proven where %s', async (_name, { tamper }) => {
      let tampered = 0;
      for (let seed = 1; seed <= times; seed++)
        await withCopyOf(folder, async (copy) => {
          if (!tamper(copy, seeded(seed * 7_919))) return;
          tampered += 1;
          // What cannot be read at all is no proof either.
          const outcome = await verified(copy, verifiersIn(folder)).then(
            (verdict) => verdict.outcome,
            () => 'unreadable',
          );
          expect([seed, outcome]).not.toEqual([seed, 'proven']);
        });
      expect(tampered).toBeGreaterThan(times / 2);
    });
  });
}
