import { openSession, tryLock, WATCHED } from '#postgres/index.js';
import type { Lease } from '../runtime/read-store.js';
import type { DatabaseSchema } from './schemas.js';

/**
 * The lease lives as long as its database session, so a killed process releases it. Undefined while another session has
 * it.
 */
export async function acquireLease({ url, schema }: DatabaseSchema, right: string): Promise<Lease | undefined> {
  const lost = new AbortController();
  const client = await openSession(url, { settings: WATCHED, onLost: () => lost.abort() });
  client.on('end', () => lost.abort());
  try {
    if (await tryLock(client, `${schema} ${right}`))
      return { lost: lost.signal, release: () => client.end().catch(() => {}) };
    await client.end();
    return undefined;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}
