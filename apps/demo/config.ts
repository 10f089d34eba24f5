import { type Config, readConfig } from '#platform/index.js';

const FOLDER = './data-demo';
const SHARED = ['EVENTSTOREDB_URL', 'DATABASE_URL'] as const;

/** Refuses shared stores, so that invented data cannot reach a real ledger. */
export function demoConfig(environment: NodeJS.ProcessEnv): Config {
  const shared = SHARED.filter((name) => environment[name]);
  if (shared.length > 0)
    throw new Error(`The demo uses its own data folder and no shared store; unset ${shared.join(' and ')}.`);
  return readConfig({ ...environment, DATA_DIR: environment.DATA_DIR || FOLDER, SEED: 'none' });
}
