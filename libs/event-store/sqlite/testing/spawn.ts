import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import type { ExpectedRevision, NewEvent } from '../../port/port.js';

type Answer = Record<string, unknown>;

/** Those that a failed test has left running would keep the test run from ending. */
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Another process that opens a file for writing; `limit` is the most KiB that a file of it may grow to. */
export async function spawnWriter(file: string, limit?: number) {
  const script = fileURLToPath(new URL('./writer-process.js', import.meta.url));
  const command = limit ? `trap '' XFSZ; ulimit -f ${limit}; exec "$@"` : 'exec "$@"';
  const child = spawn('bash', ['-c', command, 'bash', process.execPath, script, file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = once(child, 'exit');

  async function answer(): Promise<Answer> {
    const { value, done } = await lines.next();
    if (done) throw new Error('The process ended without an answer.');
    return JSON.parse(value);
  }

  return {
    /** Its process id, or the error that opening failed with. */
    opened: await answer(),
    send(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
      child.stdin.write(`${JSON.stringify({ stream, events, expected })}\n`);
    },
    answer,
    /** Lets it finish; gives its exit code. */
    async end() {
      child.stdin.end();
      return (await exited)[0] as number | null;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
