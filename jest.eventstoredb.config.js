// The contract, failure and end-to-end tests of EventStoreDB, against the server that EVENTSTOREDB_URL names.
import config from './jest.config.js';

export default { ...config, testRegex: '(libs/event-store|test/e2e)/eventstoredb/.*\\.spec\\.js$' };
