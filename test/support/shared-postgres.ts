import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHARED_SERVER, startServer, type TestDatabase } from '#postgres/testing/server.js';

/** What is read here of Jest's settings. */
export interface Run {
  readonly rootDir: string;
  readonly testPathPatterns: { toExecutor(options: object): { isMatch(path: string): boolean } };
}
export interface Project {
  readonly testRegex: readonly (string | RegExp)[];
  readonly testPathIgnorePatterns: readonly string[];
}

const NEEDS_POSTGRES = /openTestDatabase|OnEveryEngine|killOwners/;

let server: TestDatabase | undefined;

/** One PostgreSQL for the specs of a run that need one, each of which has its own database. */
export async function startSharedPostgres({ rootDir, testPathPatterns }: Run, project: Project): Promise<void> {
  if (process.env.DATABASE_URL) return;
  const asked = testPathPatterns.toExecutor({ rootDir });
  const specs = readdirSync(rootDir, { recursive: true, encoding: 'utf8' })
    .map((path) => join(rootDir, path))
    .filter((path) => project.testRegex.some((regex) => new RegExp(regex).test(path)))
    .filter((path) => !project.testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(path)))
    .filter((path) => asked.isMatch(path));
  if (!specs.some((path) => NEEDS_POSTGRES.test(readFileSync(path, 'utf8')))) return;
  server = await startServer();
  process.env[SHARED_SERVER] = server.url;
}

export async function stopSharedPostgres(): Promise<void> {
  await server?.stop();
}
