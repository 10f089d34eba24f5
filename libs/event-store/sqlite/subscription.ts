import { setImmediate as nextTurn } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import type { Notice } from '../port/port.js';
import { commitChannel } from './messages.js';
import { checkpointAt, eventOf, lastPosition, type Scan } from './reader.js';

const PAGE = 500;
/** Polling interval for commits of other processes, in milliseconds. */
const POLL_INTERVAL_MS = 250;

/** Pulls only as its consumer asks, so a slow one holds one page at most. */
export async function* follow(file: string, scan: Scan, after: number, signal: AbortSignal): AsyncGenerator<Notice> {
  const commits = commitWaiter(file, signal);
  let position = after;
  try {
    while (!signal.aborted) {
      const { rows, considered } = scan(position, PAGE);
      if (considered === position) {
        await commits.next();
        continue;
      }
      for (const row of rows) {
        if (signal.aborted) return;
        yield { kind: 'event', event: eventOf(row) };
      }
      if (considered > lastPosition(rows, position) && !signal.aborted)
        yield { kind: 'progress', checkpoint: checkpointAt(considered), position: considered };
      position = considered;
      await nextTurn();
    }
  } finally {
    commits.close();
  }
}

function commitWaiter(file: string, signal: AbortSignal) {
  let wake = () => {};
  const channel = new BroadcastChannel(commitChannel(file));
  channel.unref();
  channel.onmessage = () => wake();
  const abort = () => wake();
  signal.addEventListener('abort', abort);
  return {
    next: () =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const poll = setTimeout(() => wake(), POLL_INTERVAL_MS);
        wake = () => {
          clearTimeout(poll);
          resolve();
        };
      }),
    close() {
      channel.close();
      signal.removeEventListener('abort', abort);
    },
  };
}
