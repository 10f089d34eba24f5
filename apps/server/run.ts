const DEADLINE_MS = 10_000;

/**
 * Runs a program until it ends or is told to stop, which it then has some seconds to do; a failure is one line on
 * standard error and exit code 1.
 */
export async function runProgram(program: (stopping: AbortSignal) => Promise<void>): Promise<never> {
  const stopping = new AbortController();
  stopping.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), DEADLINE_MS).unref());
  // A signal that is repeated aborts what is aborted already: nothing.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
  try {
    await program(stopping.signal);
  } catch (error) {
    // Told to stop while it was starting: that is no failure.
    if (error !== stopping.signal.reason) {
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  }
  process.exit();
}
