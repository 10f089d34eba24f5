import { startTestServer, testPrefix } from '#test/support/eventstoredb/server.js';
import { eventStoreContract } from '../contract/suite.js';
import { openEventStoreDB } from './store.js';

// The promises of contract.spec.ts once more, under a prefix.
eventStoreContract({
  name: 'EventStoreDB under a prefix',
  async open() {
    const { url, stop } = await startTestServer();
    const prefix = testPrefix();
    return { connect: async () => openEventStoreDB({ url, prefix }), dispose: stop };
  },
});
