import { makeRunFolder } from './run-folder.js';
import { type Project, type Run, startSharedPostgres } from './shared-postgres.js';

/** Jest's `globalSetup`. */
export default async function beforeRun(run: Run, project: Project): Promise<void> {
  makeRunFolder();
  await startSharedPostgres(run, project);
}
