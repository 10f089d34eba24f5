import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import type { ExpectedRevision, NewEvent } from '../../port/port.js';

type Answer = Record<string, unknown>;

/** Children of a failed test would keep Jest from exiting. */
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

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
    opened: await answer(),
    send(stream: string, events: readonly NewEvent[], expected: ExpectedRevision) {
      child.stdin.write(`${JSON.stringify({ stream, events, expected })}\n`);
    },
    answer,
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
