import { Worker } from 'node:worker_threads';
import { ReadError } from '#read-store/query/errors.js';
import type { PoisonEvent } from '#read-store/runtime/apply.js';
import { type Foreign, NO_FOREIGN } from '#read-store/runtime/foreign.js';
import type { ProjectorData, ProjectorNews } from './messages.js';
import { retryAfter } from './projector-supervisor.js';

/** Runs in a worker thread, which is restarted when it dies. */
export interface Projector {
  /** Position of the served read models; -1 while none are served. */
  position(): number;
  lastError(): string | undefined;
  /** Errors: `projection-behind`, with the current position, after `timeoutMs`. */
  waitFor(position: number, timeoutMs: number): Promise<void>;
  foreign(): Foreign;
  stop(): Promise<void>;
}

export interface ProjectorOptions extends ProjectorData {
  /** Called before `startProjector` resolves where read models exist. */
  readonly onLive: (name: string) => void;
  readonly onPoison?: (projection: string, poison: PoisonEvent) => void;
  readonly onForeign?: (foreign: Foreign) => void;
  /** `error` is undefined once the projector works again. */
  readonly onHindered?: (error: string | undefined) => void;
}

interface Waiter {
  readonly position: number;
  settle(error?: Error): void;
}

/**
 * Follows the read models of a location and, where `projects`, applies the store's events. Resolves after the first
 * read of the pointer; rejects where they cannot be opened.
 */
export function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { onLive, onPoison, onForeign, onHindered, ...data } = options;
  const waiters = new Set<Waiter>();
  let reached = -1;
  let hindrance: string | undefined;
  let foreign = NO_FOREIGN;
  let deaths = 0;
  let stopped = false;
  let worker: Worker;
  let exit: Promise<unknown>;
  let restart: NodeJS.Timeout | undefined;

  function reach(position: number): void {
    reached = position;
    for (const waiter of waiters) if (waiter.position <= position) waiter.settle();
  }

  function hindered(error: string | undefined): void {
    if (error === hindrance) return;
    hindrance = error;
    onHindered?.(error);
  }

  function launch(started: () => void, failed: (error: Error) => void): void {
    worker = new Worker(new URL('./projector.worker.js', import.meta.url), { workerData: data });
    let death: Error | undefined;
    worker.on('message', (news: ProjectorNews) => {
      switch (news.kind) {
        case 'started':
          deaths = 0;
          hindered(undefined);
          return started();
        case 'live':
          onLive(news.name);
          return reach(news.position);
        case 'position':
          return reach(news.position);
        case 'poison':
          return onPoison?.(news.projection, news.poison);
        case 'foreign':
          if (foreign.events === 0 && news.foreign.events > 0) onForeign?.(news.foreign);
          foreign = news.foreign;
          return undefined;
        case 'hindered':
          return hindered(news.error ?? undefined);
      }
    });
    worker.on('error', (error) => {
      death = error instanceof Error ? error : new Error(String(error));
    });
    exit = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
        if (!stopped) failed(death ?? new Error('the worker exited'));
      });
    });
  }

  function startAgain({ message }: Error): void {
    deaths += 1;
    hindered(`projector thread has ended and restarts: ${message}`);
    restart = setTimeout(() => launch(() => {}, startAgain), retryAfter(deaths));
  }

  const projector: Projector = {
    position: () => reached,
    lastError: () => hindrance,
    foreign: () => foreign,
    waitFor(position, timeoutMs) {
      if (position <= reached) return Promise.resolve();
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
      stopped = true;
      clearTimeout(restart);
      worker.postMessage('stop');
      await exit;
      for (const waiter of waiters) waiter.settle(behind(waiter.position, reached));
    },
  };

  return new Promise((resolve, reject) => {
    let running = false;
    launch(
      () => {
        running = true;
        resolve(projector);
      },
      (error) => (running ? startAgain(error) : reject(error)),
    );
  });
}

function behind(position: number, reached: number): ReadError {
  return new ReadError('projection-behind', `Read models are at position ${reached}, behind position ${position}; retry.`, {
    position,
    reached,
    lag: position - reached,
  });
}
