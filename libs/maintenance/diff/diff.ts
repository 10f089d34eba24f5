import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForReading, type StoreLocation } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { inDataDir, liveName, type ReadLocation, type ReadStore, refuseOutdated } from '#read-store/index.js';
import { readBatches } from '../batches/rebuild-batches.js';
import type { Comparison } from './compare.js';
import { compareAtOnePosition } from './one-position.js';

export type DiffStep = 'events' | 'comparing';

export interface DiffOptions {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
  readonly onProgress?: (step: DiffStep, done: number, of: number) => void;
}

/**
 * Rebuilds the live read models in a scratch folder up to their position and compares every row. Writes only there, so
 * a server may run.
 * Errors: `no-read-models`; `projection-outdated` where other code built them.
 */
export async function diffReadModels({ readModels, events, onProgress = () => {} }: DiffOptions): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'action-ledger-diff-'));
  const live = await openReadStore(readModels);
  try {
    const scratch = await openReadStore(inDataDir(folder));
    return await diffWith(live, scratch, events, onProgress);
  } finally {
    await live.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function diffWith(
  live: ReadStore,
  scratch: ReadStore,
  location: StoreLocation,
  onProgress: NonNullable<DiffOptions['onProgress']>,
): Promise<Comparison> {
  const name = await liveName(live);
  refuseOutdated(await live.outdated(name));
  const upTo = (await live.progress(name)).position;
  const fresh = await scratch.nextName();
  const events = await openForReading(location);
  try {
    await scratch.fill(fresh, readBatches({ events: location, upTo }), (_step, { position }) =>
      onProgress('events', position, upTo),
    );
    const projecting = await scratch.startProjecting(fresh);
    try {
      return await compareAtOnePosition(
        { store: live, name },
        { store: scratch, name: fresh, projecting },
        events,
        (done, of) => onProgress('comparing', done, of),
      );
    } finally {
      await projecting.close();
    }
  } finally {
    await events.close();
  }
}
