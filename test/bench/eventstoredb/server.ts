import { REAL_SERVER, startServerProcess } from '#test/support/eventstoredb/server.js';
import { versionOf } from '#test/support/eventstoredb/version-of.js';

/** An EventStoreDB to measure on, and what stands before the streams of this run there. */
export interface Measured {
  /** For the figures: whether it is real, and the version that it says it is. */
  readonly name: string;
  readonly url: string;
  readonly prefix: string;
  stop(): Promise<void>;
}

/** The server that EVENTSTOREDB_URL names, otherwise the stand-in in a process of its own. */
export async function startMeasured(): Promise<Measured> {
  const server = await startServerProcess();
  const version = await versionOf(server.url);
  return { ...server, name: REAL_SERVER ? `EventStoreDB ${version}` : `the stand-in for EventStoreDB ${version}` };
}
