import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const TOKEN = 'a-token-for-the-bench-alone-0123456789';

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Runs with a folder of its own, which is removed afterwards. */
export async function inFolder<Result>(run: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts the product's server on a data folder, with these variables besides; resolves when it serves. */
export async function startServer(dataDir: string, more: Readonly<Record<string, string>> = {}): Promise<Server> {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [...nodeFlags(), modulePath('#apps/server/main.js')], {
    env: { PATH, DATA_DIR: dataDir, PORT: '0', SEED: 'none', ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { url: await addressOf(child), process: child, stop: () => stop(child, 'SIGTERM') };
}

/** Forks a module of the bench; resolves with its first message. */
export async function forkModule<First>(
  name: string,
  ...args: string[]
): Promise<{ child: ChildProcess; first: First }> {
  const child = forked(name, args);
  return { child, first: await nextMessage<First>(child) };
}

/** Forks a module of the bench and sends it an order; resolves with its answer. */
export async function ask<Answer>(name: string, order: object): Promise<Answer> {
  const child = forked(name, []);
  child.send(order);
  return nextMessage<Answer>(child);
}

/** The next message of a child; fails when it ends without one. */
export async function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`A process of the bench ended with ${code} before it answered.`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended]);
    return message as Message;
  } finally {
    ended.catch(() => {});
    answered.abort();
  }
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The server has no output to read its address from.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /is at (http:[^\s"]+)/.exec(line)?.[1];
    if (!url) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error('The server ended before it served.');
}

const forked = (name: string, args: readonly string[]) =>
  fork(modulePath(name), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

const modulePath = (name: string) => fileURLToPath(import.meta.resolve(name));

/** Flags for the server's node, such as --cpu-prof, by BENCH_NODE_FLAGS. */
const nodeFlags = () => process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
