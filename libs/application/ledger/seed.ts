import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates } from '#domain/index.js';
import { loadPlan, type Plan, readPlan } from '#plan-import/index.js';

import { type Config, withProgress, writePrivate } from '#platform/index.js';

import { SYSTEM } from './begin-ledger.js';
import type { Ledger } from './open-ledger.js';

/** What a data folder remembers of its seed: written before the first command, and again after the last. */
interface Remembered {
  readonly plan: string;
  readonly loaded: boolean;
}

/** A plan that is still to be loaded, and the folder that it was read from. */
export interface Seed {
  readonly folder: string;
  readonly plan: Plan;
}

/**
 * The plan that a start has to load: SEED into an empty ledger, or the one whose load was cut off. Reads it whole, so
 * that a plan with mistakes stops the start before anything is written; then remembers that a load begins, so that it
 * is taken up again wherever it is cut off.
 */
export function seedToLoad({ DATA_DIR, SEED }: Config, isEmpty: boolean): Seed | undefined {
  const remembered = recall(DATA_DIR);
  if (remembered?.loaded) return undefined;
  if (!remembered && (SEED === 'none' || !isEmpty)) return undefined;
  const folder = remembered?.plan ?? SEED;
  const plan = readPlan(folder, aggregates);
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  remember(DATA_DIR, { plan: folder, loaded: false });
  return { folder, plan };
}

/** Loads what is not loaded yet, until done or told to stop. */
export async function loadSeed(
  dataDir: string,
  { folder, plan }: Seed,
  ledger: Ledger,
  stopping: AbortSignal,
): Promise<void> {
  await withProgress(`Loading ${plan.ledger}`, (progress) =>
    loadPlan(
      plan,
      async (request) => {
        stopping.throwIfAborted();
        await ledger.commands.handle({ ...request, principal: SYSTEM });
      },
      progress,
    ),
  );
  remember(dataDir, { plan: folder, loaded: true });
}

/** What the data folder remembers, or undefined where it was loaded with nothing. */
export function recall(dataDir: string): Remembered | undefined {
  const file = nameIn(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered) : undefined;
}

/** Remembers that the load of a plan has begun, or that it is done. */
export function remember(dataDir: string, remembered: Remembered): void {
  writePrivate(nameIn(dataDir), `${JSON.stringify(remembered)}\n`);
}

function nameIn(dataDir: string): string {
  return join(dataDir, 'seed.json');
}
