import { Worker } from 'node:worker_threads';
import { StoreError, wrongExpectedRevision } from '../port/errors.js';
import type { AppendResult } from '../port/port.js';
import type { AppendOutcome, QueuedAppend } from './group-commit.js';
import type { FromWriter, ToWriter } from './messages.js';

export interface Writer {
  append(request: QueuedAppend): Promise<AppendResult>;
  requireRunning(): void;
  close(): Promise<void>;
}

interface PendingAppend {
  readonly request: QueuedAppend;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: StoreError) => void;
}

export async function startWriter(file: string): Promise<Writer> {
  const worker = new Worker(new URL('./writer.worker.js', import.meta.url), { workerData: file });
  const post = (message: ToWriter) => worker.postMessage(message);
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  /** Unanswered appends, oldest first; the last `unsent` ones go out after this turn. */
  let waiting: PendingAppend[] = [];
  let unsent: QueuedAppend[] = [];
  let stopped: string | undefined;

  function flush() {
    if (unsent.length === 0) return;
    const appends = unsent;
    unsent = [];
    post({ close: false, appends });
  }

  function settle(outcomes: readonly AppendOutcome[]) {
    for (const outcome of outcomes) if ('failed' in outcome) stopped ??= outcome.reason;
    const answered = waiting.splice(0, outcomes.length);
    if (waiting.length === 0) worker.unref();
    outcomes.forEach((outcome, index) => {
      const pending = answered[index];
      if (pending) answer(pending, outcome);
    });
  }

  function stop(reason: string) {
    stopped ??= reason;
    const unanswered = waiting;
    waiting = [];
    for (const pending of unanswered) answer(pending, { failed: 'outcome-unknown', reason: stopped });
  }

  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWriter) => {
      if ('outcomes' in message) settle(message.outcomes);
      else if ('ready' in message) resolve();
      else reject(new StoreError(message.refused));
    });
    worker.once('error', (error) => {
      stop(error.message);
      reject(new StoreError('store-unavailable', `${file} cannot be opened for writing: ${error.message}`, { file }));
    });
    worker.once('exit', () => stop('the writer thread has ended'));
  });

  // A pending append keeps the process alive; an open store does not.
  worker.unref();

  return {
    append(request) {
      if (stopped !== undefined) return Promise.reject(unavailable(stopped));
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) worker.ref();
        if (unsent.length === 0) setImmediate(flush);
        unsent.push(request);
        waiting.push({ request, resolve, reject });
      });
    },
    requireRunning() {
      if (stopped !== undefined) throw unavailable(stopped);
    },
    async close() {
      worker.ref();
      flush();
      post({ close: true });
      await exited;
    },
  };
}

function answer({ request, resolve, reject }: PendingAppend, outcome: AppendOutcome) {
  if ('conflict' in outcome) reject(wrongExpectedRevision(request.stream, request.expected, outcome.conflict));
  else if (!('failed' in outcome)) resolve(outcome);
  else if (outcome.failed === 'store-unavailable') reject(unavailable(outcome.reason));
  else
    reject(
      new StoreError(
        'outcome-unknown',
        `The append to stream ${request.stream} may or may not have been written: ${outcome.reason}. Read the stream before a retry.`,
        { stream: request.stream, reason: outcome.reason },
      ),
    );
}

const unavailable = (reason: string) =>
  new StoreError('store-unavailable', `The event store cannot write: ${reason}. Fix the cause, then restart.`, {
    reason,
  });
