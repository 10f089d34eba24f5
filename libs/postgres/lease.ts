import { tryLock } from './locks.js';
import { openSession, WATCHED } from './session.js';

export interface SessionLease {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * The lease lives as long as its database session, so a killed process releases it. Undefined while another session has
 * it.
 */
export async function sessionLease(url: string, name: string): Promise<SessionLease | undefined> {
  const lost = new AbortController();
  const client = await openSession(url, { settings: WATCHED, onLost: () => lost.abort() });
  client.on('end', () => lost.abort());
  try {
    if (await tryLock(client, name)) return { lost: lost.signal, release: () => client.end().catch(() => {}) };
    await client.end();
    return undefined;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
