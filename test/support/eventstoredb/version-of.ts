import { Connection } from '#event-store/eventstoredb/connection.js';
import { targetOf } from '#event-store/eventstoredb/connection-string.js';

const PATIENCE_MS = 60_000;

/** The version of the server that a connection string names, as it says itself; fails where it cannot be asked. */
export async function versionOf(url: string): Promise<string> {
  const connection = new Connection(targetOf(url), 0);
  try {
    await connection.connected(PATIENCE_MS);
    return await connection.version();
  } finally {
    await connection.retire();
  }
}
