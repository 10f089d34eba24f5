import { join } from 'node:path';
import { ROOT, type Running, start, temporaryFolder } from './processes.js';
import { ADMIN_TOKEN, answering, type Settings, type TestServer } from './server.js';

/** Starts the demonstration, a ledger of some 570 events, in a folder. */
export function spawnDemonstration(folder: string, settings: Settings = {}): Running & { readonly folder: string } {
  const env = { PORT: '0', DATA_DIR: folder, ADMIN_TOKEN, LOG_LEVEL: 'error', ...settings };
  return { ...start(process.execPath, [join(ROOT, 'dist/run/demo.js')], env), folder };
}

export const startDemonstration = (settings: Settings = {}): Promise<TestServer> =>
  answering(spawnDemonstration(temporaryFolder(), settings));
