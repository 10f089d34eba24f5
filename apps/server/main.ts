import { readConfig } from '#platform/config.js';
import { serve } from './serve.js';

const DEADLINE_MS = 10_000;

const stopping = new AbortController();
stopping.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), DEADLINE_MS).unref());
// A signal that is repeated aborts what is aborted already: nothing.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

try {
  await serve(readConfig(process.env), stopping.signal);
} catch (error) {
  // Told to stop while it was starting: that is no failure.
  if (error !== stopping.signal.reason) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
process.exit();
