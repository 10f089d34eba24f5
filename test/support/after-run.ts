import { removeRunFolder } from './run-folder.js';
import { stopSharedPostgres } from './shared-postgres.js';

/** Jest's `globalTeardown`. */
export default async function afterRun(): Promise<void> {
  removeRunFolder();
  await stopSharedPostgres();
}
