import { Worker } from 'node:worker_threads';
import { ReadError } from '../read/errors.js';
import type { PoisonEvent } from './apply.js';
import type { ProjectorData, ProjectorNews } from './messages.js';

/** The projector of a process, in a thread of its own. */
export interface Projector {
  /** The position up to which the served read models hold every event. */
  position(): number;
  /**
   * Resolves when the served read models have reached a position. Fails with `projection-behind` and the present
   * position after `timeoutMs`, and with `projector-stopped` when the projector has failed.
   */
  waitFor(position: number, timeoutMs: number): Promise<void>;
  stop(): Promise<void>;
}

export interface ProjectorOptions extends ProjectorData {
  /** A file is served from now on; the first call comes before `startProjector` resolves. */
  readonly onLive: (file: string) => void;
  readonly onPoison?: (projection: string, poison: PoisonEvent) => void;
  /** The projector has failed, and the read models stay where they are. */
  readonly onFailed?: (error: Error) => void;
}

interface Waiter {
  readonly position: number;
  settle(error?: Error): void;
}

/** Starts projecting the events file into the data folder's read models; resolves when they are served. */
export function startProjector({ onLive, onPoison, onFailed, ...data }: ProjectorOptions): Promise<Projector> {
  const worker = new Worker(new URL('./projector-worker.js', import.meta.url), { workerData: data });
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  const waiters = new Set<Waiter>();
  let reached = -1;
  let failed: Error | undefined;

  function reach(position: number): void {
    reached = position;
    for (const waiter of waiters) if (waiter.position <= position) waiter.settle();
  }

  function fail(error: Error): void {
    failed ??= error;
    for (const waiter of waiters) waiter.settle(failed);
    onFailed?.(failed);
  }

  const projector: Projector = {
    position: () => reached,
    waitFor(position, timeoutMs) {
      if (position <= reached) return Promise.resolve();
      if (failed) return Promise.reject(failed);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => waiter.settle(behind(position, reached)), timeoutMs);
        const waiter: Waiter = {
          position,
          settle(error) {
            clearTimeout(timer);
            waiters.delete(waiter);
            if (error) reject(error);
            else resolve();
          },
        };
        waiters.add(waiter);
      });
    },
    async stop() {
      worker.postMessage('stop');
      await exit;
    },
  };

  return new Promise((resolve, reject) => {
    worker.on('message', (news: ProjectorNews) => {
      switch (news.kind) {
        case 'live':
          onLive(news.file);
          reach(news.position);
          return resolve(projector);
        case 'position':
          return reach(news.position);
        case 'poison':
          return onPoison?.(news.projection, news.poison);
        case 'failed': {
          const error = new ReadError('projector-stopped', `The projector has stopped: ${news.error}`);
          fail(error);
          return reject(error);
        }
      }
    });
    worker.on('error', (error) => {
      fail(error instanceof Error ? error : new Error(String(error)));
      reject(error);
    });
  });
}

function behind(position: number, reached: number): ReadError {
  return new ReadError('projection-behind', `The read models stand at position ${reached}, not yet at ${position}.`, {
    position,
    reached,
    lag: position - reached,
  });
}
