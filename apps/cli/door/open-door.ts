import { FolderInUse } from '#application/ledger/open-ledger.js';
import { readServerFile } from '#platform/server-file.js';
import { readStoreSettings } from '#platform/store-settings.js';
import type { Door } from './door.js';
import { folderDoor } from './folder-door.js';
import { httpDoor } from './http-door.js';
import { remoteOf } from './remote.js';

/** Does something with the ledger that the environment names, and closes it again. */
export async function withLedger<Result>(work: (door: Door) => Promise<Result>, name?: string): Promise<Result> {
  const door = await openDoor(process.env, name);
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
async function openDoor(environment: NodeJS.ProcessEnv, name: string | undefined): Promise<Door> {
  const settings = readStoreSettings(environment);
  const remote = remoteOf(environment);
  if (remote) return httpDoor(remote.url, remote.token);
  try {
    return await folderDoor(settings, name);
  } catch (error) {
    const server = error instanceof FolderInUse ? readServerFile(settings.DATA_DIR) : undefined;
    if (!server) throw error;
    return httpDoor(server.url, server.token);
  }
}
