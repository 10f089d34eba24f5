import type { WriteStream } from 'node:tty';
import cliProgress from 'cli-progress';

/** Shows how far long work has come: done of total. */
export type OnProgress = (done: number, total: number) => void;

const LINES = 4;

/**
 * Progress by positions, counted from the first that is told: much of a server's log may lie before a ledger's first
 * event, and is nothing that was done.
 */
export function countedFromFirst(progress: OnProgress): OnProgress {
  let first: number | undefined;
  return (position, last) => {
    first ??= position;
    if (last > first) progress(Math.min(position, last) - first, last - first);
  };
}

/**
 * Runs work whose progress is shown on standard error, a bar on a terminal and a few plain lines elsewhere,
 * so that standard output holds results alone.
 */
export async function withProgress<Result>(
  label: string,
  work: (progress: OnProgress) => Promise<Result>,
  stream: Pick<WriteStream, 'write'> & { isTTY?: boolean } = process.stderr,
): Promise<Result> {
  if (!stream.isTTY) return work(lines(label, stream));
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {percentage}% | {value} of {total} | {eta_formatted} left`,
    stream: stream as NodeJS.WritableStream,
    hideCursor: true,
  });
  try {
    return await work((done, total) => {
      if (bar.isActive) bar.update(done);
      else bar.start(total, done);
    });
  } finally {
    bar.stop();
  }
}

/** A line each time that another quarter is done. */
function lines(label: string, stream: Pick<WriteStream, 'write'>): OnProgress {
  let written = 0;
  return (done, total) => {
    const part = Math.floor((done / total) * LINES);
    if (part === written) return;
    written = part;
    stream.write(`${label}: ${done} of ${total}\n`);
  };
}
