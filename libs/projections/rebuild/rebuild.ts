import { fork } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openForReading, type StoreLocation } from '#event-store/location.js';
import { PROJECTIONS } from '../model/projections.js';
import { ReadError } from '../read/errors.js';
import { nextFile, readPointer, switchTo } from '../runtime/pointer.js';
import { createReadModels, openForQueries, outdated } from '../sqlite/database.js';
import type { RebuildNews, RebuildProgress, Rebuilt } from './messages.js';

/** Most of what a rebuild makes lives for one portion: where new objects have room, they die before they are copied. */
const LARGE_NURSERY = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

export interface RebuildOptions {
  readonly dataDir: string;
  readonly events: StoreLocation;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Ends the rebuild; the read models stay as they were. */
  readonly signal?: AbortSignal;
}

/**
 * Builds all read models anew beside the live ones, in a process of its own, and switches to them in one step; a running
 * server follows, and reads never stop. The ones before are kept until the next rebuild.
 * Fails with `rebuild-failed`, and nothing changed, when it is ended or breaks.
 */
export function rebuild({ dataDir, events, onProgress, signal }: RebuildOptions): Promise<Rebuilt> {
  const child = fork(new URL('./rebuild-process.js', import.meta.url), [dataDir, JSON.stringify(events)], {
    execArgv: LARGE_NURSERY,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  if (signal?.aborted) kill();
  return new Promise<Rebuilt>((resolve, reject) => {
    let rebuilt: Rebuilt | undefined;
    let error = 'it was ended';
    child.on('message', (news: RebuildNews) => {
      if (news.kind === 'progress') onProgress?.(news.progress);
      else if (news.kind === 'rebuilt') rebuilt = news.rebuilt;
      else error = news.error;
    });
    child.on('error', (failure) => {
      error = failure.message;
    });
    child.on('close', () => {
      if (rebuilt) resolve(rebuilt);
      else reject(new ReadError('rebuild-failed', `The read models could not be rebuilt: ${error}.`, { dataDir }));
    });
  }).finally(() => signal?.removeEventListener('abort', kill));
}

/**
 * Sees to it that a data folder has read models made by this code: empty ones for an empty ledger, rebuilt ones where
 * there are none or other code made them. Answers with what was rebuilt, if anything.
 */
export async function readyReadModels(options: RebuildOptions): Promise<Rebuilt | undefined> {
  const { dataDir, events } = options;
  mkdirSync(dataDir, { recursive: true });
  const live = readPointer(dataDir)?.live;
  if (live !== undefined && existsSync(join(dataDir, live)) && outdatedIn(join(dataDir, live)).length === 0)
    return undefined;
  if (live !== undefined || (await hasEvents(events))) return rebuild(options);
  const file = nextFile(dataDir);
  createReadModels(join(dataDir, file), PROJECTIONS, { indexed: true });
  switchTo(dataDir, file);
  return undefined;
}

function outdatedIn(file: string): string[] {
  const db = openForQueries(file);
  try {
    return outdated(db, PROJECTIONS);
  } finally {
    db.close();
  }
}

async function hasEvents(events: StoreLocation): Promise<boolean> {
  const store = await openForReading(events);
  try {
    return (await store.head()) > 0;
  } finally {
    await store.close();
  }
}
