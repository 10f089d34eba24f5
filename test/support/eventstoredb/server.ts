import { randomUUID } from 'node:crypto';
import { startStandInProcess } from '#test/eventstoredb-stand-in/process.js';
import { type StandIn, startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';

/** A server for tests: the one that EVENTSTOREDB_URL names, otherwise a stand-in of their own. */
export interface TestServer {
  readonly url: string;
  /** What injects faults; a real server has none. */
  readonly standIn: StandIn | undefined;
  stop(): Promise<void>;
}

/** The server that tests are to use instead of the stand-in, if any. */
export const REAL_SERVER = process.env.EVENTSTOREDB_URL;

export async function startTestServer(): Promise<TestServer> {
  if (REAL_SERVER) return { url: REAL_SERVER, standIn: undefined, stop: async () => {} };
  const standIn = await startStandIn();
  return { url: standIn.url, standIn, stop: () => standIn.stop() };
}

/** A server for the processes of one test, and the prefix of its streams there. */
export interface ServerOfProcesses {
  readonly url: string;
  readonly prefix: string;
  stop(): Promise<void>;
}

/** The server that EVENTSTOREDB_URL names, otherwise a stand-in in a process of its own. */
export async function startServerProcess(): Promise<ServerOfProcesses> {
  const prefix = testPrefix();
  if (REAL_SERVER) return { url: REAL_SERVER, prefix, stop: async () => {} };
  const standIn = await startStandInProcess();
  return { url: standIn.url, prefix, stop: () => standIn.stop() };
}

/** Before the streams of one run, which leaves everybody else's alone. */
export const testPrefix = () => `test-${randomUUID()}-`;
