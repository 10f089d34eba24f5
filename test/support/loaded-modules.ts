import { writeSync } from 'node:fs';
import { createRequire, type LoadHook, register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Imported before a program, tells on standard error which modules it loads: `LOADED <address or file>`.

const STDERR = 2;

/** Tells of each ECMAScript module, in the thread that loads them. */
export const load: LoadHook = (url, context, nextLoad) => {
  writeSync(STDERR, `LOADED ${url}\n`);
  return nextLoad(url, context);
};

if (isMainThread) {
  register(import.meta.url);
  const { cache } = createRequire(import.meta.url);
  process.on('exit', () => {
    for (const file of Object.keys(cache)) writeSync(STDERR, `LOADED ${file}\n`);
  });
}
