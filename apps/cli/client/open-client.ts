import { FolderInUse } from '#application/ledger/open-ledger.js';
import { readServerFile } from '#platform/server-file.js';
import { readStoreSettings } from '#platform/store-settings.js';
import type { LedgerClient } from './client.js';
import { httpClient } from './http-client.js';
import { localClient } from './local-client.js';
import { remoteOf } from './remote.js';

/** Does something with the ledger that the environment names, and closes it again. */
export async function withLedger<Result>(
  work: (door: LedgerClient) => Promise<Result>,
  name?: string,
): Promise<Result> {
  const door = await openClient(process.env, name);
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

/**
 * ACTION_LEDGER_URL where it is set; otherwise the stores themselves, or the server that holds DATA_DIR. Who holds the
 * folder's lock decides, for a server that was killed leaves its server.json behind; nobody holds a store that is shared.
 * A ledger is begun only under a `name`.
 */
async function openClient(environment: NodeJS.ProcessEnv, name: string | undefined): Promise<LedgerClient> {
  const settings = readStoreSettings(environment);
  const remote = remoteOf(environment);
  if (remote) return httpClient(remote.url, remote.token);
  try {
    return await localClient(settings, name);
  } catch (error) {
    const server = error instanceof FolderInUse ? readServerFile(settings.DATA_DIR) : undefined;
    if (!server) throw error;
    return httpClient(server.url, server.token);
  }
}
