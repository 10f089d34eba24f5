// The tests of the EventStoreDB engine, against the server that EVENTSTOREDB_URL names.
import config from './jest.config.js';

export default { ...config, testRegex: 'libs/event-store/eventstoredb/.*\\.spec\\.js$' };
