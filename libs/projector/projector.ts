import { Worker } from 'node:worker_threads';
import { BehaviorSubject, Observable } from 'rxjs';
import { passOn, retryBy } from '#platform/index.js';
import { type Foreign, NO_FOREIGN, type PoisonEvent } from '#read-store/index.js';
import type { ProjectorData, ProjectorMessage } from './messages.js';
import { waitForPosition } from './position.js';
import { retryAfter } from './projector-supervisor.js';

/** Runs in a worker thread, which is restarted when it dies. */
export interface Projector {
  /** Position of the served read models, from the current one on; -1 while none are served. Completes when it stops. */
  readonly position$: Observable<number>;
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

/**
 * Follows the read models of a location and, where `projects`, applies the store's events. Resolves after the first
 * read of the pointer; rejects where they cannot be opened.
 */
export function startProjector(options: ProjectorOptions): Promise<Projector> {
  const { onLive, onPoison, onForeign, onDegraded, ...data } = options;
  const position$ = new BehaviorSubject(-1);
  const stopping = new AbortController();
  let lastError: string | undefined;
  let foreign = NO_FOREIGN;
  let crashes = 0;
  let worker: Worker;

  function setError(error: string | undefined): void {
    if (error === lastError) return;
    lastError = error;
    onDegraded?.(error);
  }

  function take(message: Exclude<ProjectorMessage, { kind: 'started' }>): void {
    switch (message.kind) {
      case 'live':
        onLive(message.name);
        position$.next(message.position);
        break;
      case 'position':
        position$.next(message.position);
        break;
      case 'poison':
        onPoison?.(message.projection, message.poison);
        break;
      case 'foreign':
        if (foreign.events === 0 && message.foreign.events > 0) onForeign?.(message.foreign);
        foreign = message.foreign;
        break;
      case 'measured':
        passOn(message.measurement);
        break;
      case 'degraded':
        setError(message.error ?? undefined);
    }
  }

  /** The messages of a worker thread: an error where it ends by itself, completion where it was told to. */
  const messages$ = new Observable<ProjectorMessage>((subscriber) => {
    worker = new Worker(new URL('./projector.worker.js', import.meta.url), { workerData: data });
    let crash: Error | undefined;
    worker.on('message', (message: ProjectorMessage) => subscriber.next(message));
    worker.on('error', (error) => {
      crash = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', () => {
      if (stopping.signal.aborted) subscriber.complete();
      else subscriber.error(crash ?? new Error('the worker exited'));
    });
  });

  return new Promise((resolve, reject) => {
    let running = false;
    const ended = new Promise<void>((settle) => {
      const restarted$ = messages$.pipe(
        retryBy({
          work: 'projector-thread',
          // A worker that never started is not tried again: its read models cannot be opened.
          isRetried: () => running,
          delayMs: () => retryAfter(++crashes),
          onRetry: (error) => setError(`projector thread has ended and restarts: ${(error as Error).message}`),
          signal: stopping.signal,
        }),
      );
      restarted$.subscribe({
        next(message) {
          if (message.kind !== 'started') return take(message);
          crashes = 0;
          setError(undefined);
          running = true;
          resolve(projector);
        },
        error: reject,
        complete: settle,
      });
    });
    const projector: Projector = {
      position$: position$.asObservable(),
      position: () => position$.value,
      lastError: () => lastError,
      foreign: () => foreign,
      waitFor: (position, timeoutMs) => waitForPosition(position$, position, timeoutMs),
      async stop() {
        stopping.abort();
        worker.postMessage('stop');
        await ended;
        position$.complete();
      },
    };
  });
}
