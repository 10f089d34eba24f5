import { REAL_SERVER, startTestServer, testPrefix } from '#test/support/eventstoredb/server.js';
import { eventStoreContract } from '../contract/suite.js';
import { openEventStoreDB } from './store.js';

eventStoreContract({
  name: 'EventStoreDB',
  async open() {
    const { url, stop } = await startTestServer();
    const prefix = testPrefix();
    return { connect: async () => openEventStoreDB({ url, prefix }), dispose: stop };
  },
});

// It takes every stream for its own, so it needs a server to itself.
if (!REAL_SERVER)
  eventStoreContract({
    name: 'EventStoreDB without a prefix',
    async open() {
      const { url, stop } = await startTestServer();
      return { connect: async () => openEventStoreDB({ url }), dispose: stop };
    },
  });
