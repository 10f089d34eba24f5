import { startTestServer, testPrefix } from '#test/support/eventstoredb/server.js';
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

eventStoreContract({
  name: 'EventStoreDB without a prefix',
  async open() {
    const { url, stop } = await startTestServer();
    return { connect: async () => openEventStoreDB({ url }), dispose: stop };
  },
});
