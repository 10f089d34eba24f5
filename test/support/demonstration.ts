import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { ROOT, type Running, start, temporaryFolder } from './processes.js';
import { RUN_FOLDER } from './run-folder.js';
import { ADMIN_TOKEN, answering, type Settings, type TestServer } from './server.js';

/** Starts the demonstration, a ledger of some 570 events, in a folder. */
export function spawnDemonstration(folder: string, settings: Settings = {}): Running & { readonly folder: string } {
  const env = { PORT: '0', DATA_DIR: folder, ADMIN_TOKEN, LOG_LEVEL: 'error', ...settings };
  return { ...start(process.execPath, [join(ROOT, 'dist/run/demo.js')], env), folder };
}

/** Starts the demonstration on a copy of the ledger that the run's first caller made. */
export async function startDemonstration(settings: Settings = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  cpSync(await demonstrationMade(), folder, { recursive: true });
  return answering(spawnDemonstration(folder, settings));
}

async function demonstrationMade(): Promise<string> {
  const run = process.env[RUN_FOLDER] ?? '';
  const made = join(run, 'demonstration');
  try {
    mkdirSync(`${made}.lock`);
  } catch {
    await eventually(async () => existsSync(made));
    return made;
  }
  const making = temporaryFolder();
  await (await answering(spawnDemonstration(making))).stop();
  cpSync(making, `${made}.copy`, { recursive: true });
  // A folder that knows its place would take each copy for a restored one.
  rmSync(join(`${made}.copy`, 'place.json'));
  renameSync(`${made}.copy`, made);
  return made;
}
