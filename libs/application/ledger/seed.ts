import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aggregates } from '#domain/index.js';
import { loadPlan, type Plan, readPlan } from '#plan-import/index.js';
import { type Config, withProgress, writePrivate } from '#platform/index.js';
import type { Ledger } from './open-ledger.js';
import { SYSTEM } from './principals.js';

/** Written before the first command and after the last, so that a crash resumes the load. */
interface SeedState {
  readonly plan: string;
  readonly loaded: boolean;
}

export interface Seed {
  readonly folder: string;
  readonly plan: Plan;
}

/** Parses the whole plan first, so that a mistake in it stops the start before any write. */
export function seedToLoad({ DATA_DIR, SEED }: Config, isEmpty: boolean): Seed | undefined {
  const remembered = readSeedState(DATA_DIR);
  if (remembered?.loaded) return undefined;
  if (!remembered && (SEED === 'none' || !isEmpty)) return undefined;
  const folder = remembered?.plan ?? SEED;
  const plan = readPlan(folder, aggregates);
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  writeSeedState(DATA_DIR, { plan: folder, loaded: false });
  return { folder, plan };
}

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
  writeSeedState(dataDir, { plan: folder, loaded: true });
}

export function readSeedState(dataDir: string): SeedState | undefined {
  const file = nameIn(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SeedState) : undefined;
}

export function writeSeedState(dataDir: string, remembered: SeedState): void {
  writePrivate(nameIn(dataDir), `${JSON.stringify(remembered)}\n`);
}

function nameIn(dataDir: string): string {
  return join(dataDir, 'seed.json');
}
