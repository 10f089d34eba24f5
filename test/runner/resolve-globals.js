const GLOBALS = new URL('./jest-globals.js', import.meta.url).href;

/** Node's hook: outside of a VM context, `@jest/globals` itself only throws. */
export function resolve(specifier, context, nextResolve) {
  return specifier === '@jest/globals'
    ? { url: GLOBALS, format: 'module', shortCircuit: true }
    : nextResolve(specifier, context);
}
