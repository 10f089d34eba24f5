import { mapStackTraces } from '#platform/index.js';

const DEADLINE_MS = 10_000;

/** A failure prints one line on standard error and exits with code 1. */
export async function runProgram(program: (stopping: AbortSignal) => Promise<void>): Promise<never> {
  mapStackTraces();
  const stopping = new AbortController();
  stopping.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), DEADLINE_MS).unref());
  // `on`, not `once`: a second signal must not kill the process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  try {
    await program(stopping.signal);
  } catch (error) {
    // A shutdown during the start is no failure.
    if (error !== stopping.signal.reason) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  }
  process.exit();
}
