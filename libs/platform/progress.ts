import type { WriteStream } from 'node:tty';
import cliProgress from 'cli-progress';

export type OnProgress = (done: number, total: number) => void;

const LINES = 4;

/** Counts from the first position told: a server's log may hold much before a ledger's first event. */
export function countedFromFirst(progress: OnProgress): OnProgress {
  let first: number | undefined;
  return (position, last) => {
    first ??= position;
    if (last > first) progress(Math.min(position, last) - first, last - first);
  };
}

/** Progress goes to standard error, so that standard output holds results alone. */
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

function lines(label: string, stream: Pick<WriteStream, 'write'>): OnProgress {
  let written = 0;
  return (done, total) => {
    const part = Math.floor((done / total) * LINES);
    if (part === written) return;
    written = part;
    stream.write(`${label}: ${done} of ${total}\n`);
  };
}
