import { fork } from 'node:child_process';
import { openForReading, StoreError, type StoreErrorData, type StoreLocation } from '#event-store/index.js';
import { withRetry } from '#platform/index.js';
import { openReadStore } from '#projector/index.js';
import { anotherHistory, type OtherHistory, otherHistory, ReadError, type ReadStore } from '#read-store/index.js';
import type { RebuildMessage, RebuildProgress, RebuildRequest, Rebuilt } from './messages.js';

const RETRY_DELAY_MS = 500;
/** V8 flags: most rebuild objects live for one batch, and in a large young generation they die before a copy. */
const LARGE_YOUNG_GENERATION = ['--min-semi-space-size=64', '--max-semi-space-size=64'];

export interface RebuildOptions extends RebuildRequest {
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Rebuilds all read models in a child process and switches to them atomically; reads never stop, and the old ones stay
 * until the next rebuild.
 * Errors, with nothing changed: the store's own; `rebuild-failed` on abort or a crash; `rebuild-under-way`.
 */
export function rebuild({ readModels, events, onProgress, signal }: RebuildOptions): Promise<Rebuilt> {
  const child = fork(new URL('./rebuild.process.js', import.meta.url), [], {
    execArgv: LARGE_YOUNG_GENERATION,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  if (signal?.aborted) kill();
  else child.send({ readModels, events } satisfies RebuildRequest);
  return new Promise<Rebuilt>((resolve, reject) => {
    let rebuilt: Rebuilt | undefined;
    let error: Error = rebuildFailure('it was aborted');
    child.on('message', (message: RebuildMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'rebuilt') rebuilt = message.rebuilt;
      else if (message.kind === 'busy') error = underWay(message.place);
      else error = message.store ? storeFailure(message.store) : rebuildFailure(message.error);
    });
    child.on('error', ({ message }) => {
      error = rebuildFailure(message);
    });
    child.on('close', () => {
      if (rebuilt) resolve(rebuilt);
      else reject(error);
    });
  }).finally(() => signal?.removeEventListener('abort', kill));
}

const REBUILD_FAILED = 'Rebuild of the read models failed';
const rebuildFailure = (reason: string) =>
  new ReadError('rebuild-failed', `${REBUILD_FAILED}: ${reason.replace(/\.$/, '')}.`);
const underWay = (place: string) =>
  new ReadError('rebuild-under-way', `${REBUILD_FAILED}: another rebuild of ${place} is under way.`);
const storeFailure = (data: StoreErrorData) =>
  new StoreError({ ...data, message: `${REBUILD_FAILED}: ${data.message}` });

/**
 * Ensures read models of this code: empty ones for an empty ledger, rebuilt ones where they are missing, unreadable,
 * outdated or of a restored history. Returns what was rebuilt.
 * Errors: the store's own; `read-models-of-another-history` for another ledger or an empty store; the abort reason.
 */
export async function ensureReadModels(options: RebuildOptions): Promise<Rebuilt | undefined> {
  const { signal } = options;
  const store = await openReadStore(options.readModels);
  try {
    const ensured = await withRetry(async () => ({ rebuilt: await rebuildIfNeeded(store, options) }), {
      work: 'rebuild',
      delayMs: () => RETRY_DELAY_MS,
      // The other rebuild's result may be what is needed.
      isRetried: (error) => error instanceof ReadError && error.code === 'rebuild-under-way',
      signal,
    });
    if (!ensured) signal?.throwIfAborted();
    return ensured?.rebuilt;
  } finally {
    await store.close();
  }
}

/** Returns what was rebuilt; undefined where the read models are current, or empty as the ledger is. */
async function rebuildIfNeeded(store: ReadStore, options: RebuildOptions): Promise<Rebuilt | undefined> {
  const live = (await store.pointer())?.live;
  if (live !== undefined && (await store.outdated(live)).length === 0) {
    const other = await historyMismatch(options.events, store, live);
    if (!other) return undefined;
    if (other.of !== 'history') throw anotherHistory(other);
  }
  if ((await headOf(options.events)) === 0 && live === undefined) {
    if (await createEmpty(store)) return undefined;
    throw underWay(store.place);
  }
  return rebuild(options);
}

async function createEmpty(store: ReadStore): Promise<boolean> {
  const lease = await store.acquireLease('rebuilding');
  if (!lease) return false;
  if (!(await store.pointer())) {
    const name = await store.nextName();
    await store.create(name);
    await store.switchTo(name);
  }
  await lease.release();
  return true;
}

async function historyMismatch(
  events: StoreLocation,
  models: ReadStore,
  name: string,
): Promise<OtherHistory | undefined> {
  const progress = await models.progress(name);
  // Empty read models need no store to verify.
  if (progress.event === null) return undefined;
  const store = await openForReading(events);
  try {
    return await otherHistory(store, progress);
  } finally {
    await store.close();
  }
}

async function headOf(events: StoreLocation): Promise<number> {
  const store = await openForReading(events, 'request');
  try {
    return await store.head();
  } finally {
    await store.close();
  }
}
