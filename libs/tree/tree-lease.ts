import type { Lease, ReadLocation } from '#read-store/index.js';

/** Several servers may follow one EventStoreDB: one of them signs. A data folder has one process anyway. */
export async function treeLease(location: ReadLocation): Promise<Lease | undefined> {
  if (location.engine === 'sqlite') return { lost: new AbortController().signal, release: async () => {} };
  const { sessionLease } = await import('#postgres/index.js');
  return sessionLease(location.url, `${location.schema} tree`);
}
