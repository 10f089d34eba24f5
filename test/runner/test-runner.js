// Spec files of a worker share the realm and its loaded modules.
// In a VM context each file compiled Nest and the domain again: half of the tests' cost.
import { createRequire, register } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import circusRunner from 'jest-circus/runner';
import './bundled-workers.js';

const require = createRequire(import.meta.url);
const CIRCUS = dirname(require.resolve('jest-circus'));
const { console } = globalThis;
let files = 0;

register('./resolve-globals.js', import.meta.url);

/** Jest's `testRunner`. */
export default async function run(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  forgetCircus();
  files += 1;
  // Jest keeps what a file prints until it tells of the file.
  globalThis.console = environment.global.console;
  environment.global = globalThis;
  const { constructor: FakeTimers } = environment.fakeTimersModern;
  environment.fakeTimersModern = new FakeTimers({ config, global: globalThis });
  const jest = runtime.requireModule(require.resolve('./jest-object.cjs'));
  const inRealm = {
    requireInternalModule: require,
    unstable_shouldLoadAsEsm: () => true,
    // What is set up for each file is loaded for each file.
    unstable_importModule: (path) => import(pathToFileURL(path) + (path === testPath ? '' : `?file=${files}`)),
    setGlobalsForRuntime: (globals) => void Object.assign(globalThis, globals, { jest }),
  };
  const standIn = new Proxy(runtime, { get: (_, name) => inRealm[name] ?? bound(runtime, name) });
  try {
    return await circusRunner.default(globalConfig, config, environment, standIn, testPath, sendMessageToJest);
  } finally {
    globalThis.console = console;
  }
}

/** Circus keeps a file's tests and listeners in its modules, so each file has it anew. */
function forgetCircus() {
  for (const path of Object.keys(require.cache)) if (path.startsWith(CIRCUS)) delete require.cache[path];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
}

function bound(object, name) {
  const value = object[name];
  return typeof value === 'function' ? value.bind(object) : value;
}
