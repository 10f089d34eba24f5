import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  /** The exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** What it has written to standard output so far. */
  stdout(): string;
  stderr(): string;
  /** Waits until an output matches, the standard one unless named; fails where the process ends first. */
  says(pattern: RegExp, output?: 'stdout' | 'stderr'): Promise<RegExpMatchArray>;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const children = new Set<ChildProcess>();
const folders = new Set<string>();
/** Ends what a failed test has left running, and removes its folders: after the tests of each file. */
export function cleanUp(): void {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) if (isRemoved(folder)) folders.delete(folder);
}

/** A killed process, or a thread that ends, may still write for a moment: the next file's end tries again. */
function isRemoved(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTEMPTY') return false;
    throw error;
  }
}

// Outside of Jest, and where it ends early.
process.on('exit', cleanUp);

/** An empty folder that is gone when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'action-ledger-'));
  folders.add(folder);
  return folder;
}

/** Starts a program with these variables, besides PATH and HOME alone. */
export function start(program: string, args: readonly string[], env: Environment = {}): Running {
  const { PATH, HOME } = process.env;
  const child = spawn(program, args, { cwd: ROOT, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      children.delete(child);
      resolve({ code, ...written });
    });
  });

  async function says(pattern: RegExp, output: 'stdout' | 'stderr' = 'stdout'): Promise<RegExpMatchArray> {
    const seen = new Promise<RegExpMatchArray>((resolve) => {
      const look = () => {
        const match = pattern.exec(written[output]);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
    });
    const early = ended.then(({ code, stdout, stderr }) => {
      throw new Error(`${program} ended with ${code} and never said ${pattern}:\n${stdout}\n${stderr}`);
    });
    early.catch(() => {});
    return Promise.race([seen, early]);
  }

  return {
    pid: child.pid as number,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    says,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Runs the command line to its end. */
export function cli(args: readonly string[], env: Environment): Promise<Ended> {
  return start(process.execPath, [join(ROOT, 'bin/action-ledger.js'), ...args], env).ended;
}
