import { Worker } from 'node:worker_threads';
import { ReadError } from '#read-store/query/errors.js';
import type { PoisonEvent } from '#read-store/runtime/apply.js';
import { type Foreign, NO_FOREIGN } from '#read-store/runtime/foreign.js';
import type { ProjectorData, ProjectorNews } from './messages.js';
import { retryAfter } from './projector-supervisor.js';

/** The projector of a process, in a thread of its own; where the thread dies another takes its place. */
export interface Projector {
  /** The position up to which the served read models hold every event; -1 while none are served. */
  position(): number;
  /** Why it does not get on, which it tries again and again; undefined where all is well. */
  lastError(): string | undefined;
  /**
   * Resolves when the served read models have reached a position. Fails with `projection-behind` and the present
   * position after `timeoutMs`.
   */
  waitFor(position: number, timeoutMs: number): Promise<void>;
  /** What has been passed over that is not the ledger's, as far as is known here. */
  foreign(): Foreign;
  stop(): Promise<void>;
}

export interface ProjectorOptions extends ProjectorData {
  /** Read models are served from now on; where there are any, the first call comes before `startProjector` resolves. */
  readonly onLive: (name: string) => void;
  readonly onPoison?: (projection: string, poison: PoisonEvent) => void;
  /** The first events that are not the ledger's have been passed over. */
  readonly onForeign?: (foreign: Foreign) => void;
  /** It does not get on, or does again: then `error` is undefined. */
  readonly onHindered?: (error: string | undefined) => void;
}

interface Waiter {
  readonly position: number;
  settle(error?: Error): void;
}

/**
 * Starts to follow the read models of a location and, where this process projects, to move them on with the store's
 * events. Resolves once it has looked at them. Fails where they cannot be opened.
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
        if (!stopped) failed(death ?? new Error('its thread has ended'));
      });
    });
  }

  function startAgain({ message }: Error): void {
    deaths += 1;
    hindered(`The projector's thread has ended and is started again: ${message}`);
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
  return new ReadError('projection-behind', `The read models stand at position ${reached}, not yet at ${position}.`, {
    position,
    reached,
    lag: position - reached,
  });
}
