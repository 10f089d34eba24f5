import { REAL_SERVER, startTestServer, testPrefix } from '#test/support/eventstoredb/server.js';
import { eventStoreContract } from '../contract/suite.js';
import { openEventStoreDB } from './store.js';

// Without a prefix, as the product runs unless told otherwise, a store takes every stream for its own: that needs a
// server to itself. With one: contract.soak.spec.ts, and here on a server that others use too.
eventStoreContract({
  name: 'EventStoreDB',
  async open() {
    const { url, stop } = await startTestServer();
    const prefix = REAL_SERVER ? testPrefix() : undefined;
    return { connect: async () => openEventStoreDB({ url, prefix }), dispose: stop };
  },
});
