// Worker threads and child processes start as they ship, bundled: loading modules is most of a start.
import childProcess from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import threads from 'node:worker_threads';

const BUNDLED = new URL('../../dist/run/', import.meta.url);
/** None where nothing is bundled, as on Node 24. */
const PROGRAMS = new Set(
  (existsSync(BUNDLED) ? readdirSync(BUNDLED) : []).filter((name) => /\.(worker|process)\.js$/.test(name)),
);

const { fork } = childProcess;
const { Worker } = threads;

/** The bundle of a program that has one. */
function bundleOf(file) {
  const name = basename(String(file));
  return PROGRAMS.has(name) ? new URL(name, BUNDLED) : undefined;
}

threads.Worker = class extends Worker {
  constructor(file, options) {
    super(bundleOf(file) ?? file, options);
  }
};

childProcess.fork = (file, args = [], options = {}) => {
  const bundle = bundleOf(file);
  if (bundle) return fork(bundle, args, options);
  // A test's own program starts them in the same way.
  return fork(file, args, { ...options, execArgv: [...(options.execArgv ?? []), '--import', import.meta.url] });
};

syncBuiltinESMExports();
