import { Worker } from 'node:worker_threads';
import { type Foreign, NO_FOREIGN, type PoisonEvent, ReadError } from '#read-store/index.js';

import type { ProjectorData, ProjectorMessage } from './messages.js';
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
  readonly onDegraded?: (error: string | undefined) => void;
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
  const { onLive, onPoison, onForeign, onDegraded, ...data } = options;
  const waiters = new Set<Waiter>();
  let reached = -1;
  let lastError: string | undefined;
  let foreign = NO_FOREIGN;
  let crashes = 0;
  let stopped = false;
  let worker: Worker;
  let exit: Promise<unknown>;
  let restart: NodeJS.Timeout | undefined;

  function reach(position: number): void {
    reached = position;
    for (const waiter of waiters) if (waiter.position <= position) waiter.settle();
  }

  function setError(error: string | undefined): void {
    if (error === lastError) return;
    lastError = error;
    onDegraded?.(error);
  }

  function launch(started: () => void, failed: (error: Error) => void): void {
    worker = new Worker(new URL('./projector.worker.js', import.meta.url), { workerData: data });
    let crash: Error | undefined;
    worker.on('message', (message: ProjectorMessage) => {
      switch (message.kind) {
        case 'started':
          crashes = 0;
          setError(undefined);
          return started();
        case 'live':
          onLive(message.name);
          return reach(message.position);
        case 'position':
          return reach(message.position);
        case 'poison':
          return onPoison?.(message.projection, message.poison);
        case 'foreign':
          if (foreign.events === 0 && message.foreign.events > 0) onForeign?.(message.foreign);
          foreign = message.foreign;
          return undefined;
        case 'degraded':
          return setError(message.error ?? undefined);
      }
    });
    worker.on('error', (error) => {
      crash = error instanceof Error ? error : new Error(String(error));
    });
    exit = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        resolve();
        if (!stopped) failed(crash ?? new Error('the worker exited'));
      });
    });
  }

  function restartWorker({ message }: Error): void {
    crashes += 1;
    setError(`projector thread has ended and restarts: ${message}`);
    restart = setTimeout(() => launch(() => {}, restartWorker), retryAfter(crashes));
  }

  const projector: Projector = {
    position: () => reached,
    lastError: () => lastError,
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
      (error) => (running ? restartWorker(error) : reject(error)),
    );
  });
}

function behind(position: number, reached: number): ReadError {
  return new ReadError(
    'projection-behind',
    `Read models are at position ${reached}, behind position ${position}; retry.`,
    {
      position,
      reached,
      lag: position - reached,
    },
  );
}
