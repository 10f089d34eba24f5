import { FolderInUse } from '#application/index.js';
import { readServerFile, readStoreSettings } from '#platform/index.js';
import type { LedgerClient } from './client.js';
import { httpClient } from './http-client.js';
import { localClient } from './local-client.js';
import { remoteOf } from './remote.js';

export async function withLedger<Result>(
  work: (client: LedgerClient) => Promise<Result>,
  name?: string,
): Promise<Result> {
  const client = await openClient(process.env, name);
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** The server that a command has to ask: the one that is named, or the one that holds the folder. */
export function serverAfter(error: unknown, folder: string): { readonly url: string; readonly token: string } {
  const server = error instanceof FolderInUse ? readServerFile(folder) : undefined;
  if (server) return server;
  throw error;
}

/** The lock of DATA_DIR decides, not server.json: a killed server leaves that file behind. */
async function openClient(environment: NodeJS.ProcessEnv, name: string | undefined): Promise<LedgerClient> {
  const settings = readStoreSettings(environment);
  const remote = remoteOf(environment);
  if (remote) return httpClient(remote.url, remote.token);
  try {
    return await localClient(settings, name);
  } catch (error) {
    const server = serverAfter(error, settings.DATA_DIR);
    return httpClient(server.url, server.token);
  }
}
