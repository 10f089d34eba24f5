import { Worker } from 'node:worker_threads';
import { BehaviorSubject, filter, firstValueFrom, type Observable, takeUntil, timer } from 'rxjs';
import { measure, poll } from '#platform/index.js';
import type { TreeKeeperData, TreeMessage, TreeOrder } from './messages.js';

const RESTART_MS = 1_000;

/** Keeps the tree in a worker thread, which is started again where it dies. */
export interface TreeKeeper {
  /** The position up to which events are in a signed checkpoint; -1 until the first. */
  readonly position$: Observable<number>;
  lastError(): string | undefined;
  /** Signs sooner while somebody waits for a checkpoint, which costs more checkpoints. */
  hurry(isAsked: boolean): void;
  /** False after `timeoutMs`. */
  signed(position: number, timeoutMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

export interface TreeKeeperOptions extends TreeKeeperData {
  readonly onDegraded: (error: string | undefined) => void;
}

export function startTreeKeeper({ onDegraded, ...data }: TreeKeeperOptions): TreeKeeper {
  const position$ = new BehaviorSubject(-1);
  const stopping = new AbortController();
  let lastError: string | undefined;
  let worker: Worker | undefined;
  let isHurried = false;
  const order = (told: TreeOrder) => worker?.postMessage(told);

  function tell(error: string | undefined): void {
    if (error !== undefined) measure('treeFailures', 1, {});
    if (error === lastError) return;
    lastError = error;
    onDegraded(error);
  }

  function take(message: TreeMessage): void {
    if (message.kind === 'degraded') tell(message.error);
    else {
      tell(undefined);
      measure('treeEvents', message.size, {});
      position$.next(message.position);
    }
  }

  function run(): Promise<void> {
    return new Promise((resolve) => {
      worker = new Worker(new URL('./tree.worker.js', import.meta.url), { workerData: data });
      if (isHurried) order({ kind: 'hurry', isAsked: true });
      worker.on('message', take);
      worker.on('error', (error) => tell(`the thread has ended and restarts: ${String(error)}`));
      worker.once('exit', () => resolve());
    });
  }

  const running = run().then(() => poll(run, RESTART_MS, stopping.signal));
  return {
    position$: position$.asObservable(),
    lastError: () => lastError,
    hurry(isAsked) {
      isHurried = isAsked;
      order({ kind: 'hurry', isAsked });
    },
    async signed(position, timeoutMs) {
      const reached$ = position$.pipe(
        filter((reached) => reached >= position),
        takeUntil(timer(timeoutMs)),
      );
      return (await firstValueFrom(reached$, { defaultValue: -1 })) >= position;
    },
    async stop() {
      stopping.abort();
      order({ kind: 'stop' });
      await running;
      position$.complete();
    },
  };
}
