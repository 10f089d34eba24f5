import { dropSchemas, newSchema, type TestDatabase } from '#postgres/testing/server.js';
import type { Engine } from './engine.js';

/** Read models in a database, each test's in schemas of their own. */
export function postgresEngine({ url, temporary }: TestDatabase): Engine {
  return {
    async place() {
      const schema = newSchema();
      // Dropping its 240 relations takes a fifth of a short test.
      const clear = async () => (temporary ? undefined : dropSchemas(url, schema));
      return { location: { engine: 'postgres', url, schema }, clear };
    },
    lean: (store) => store,
    runs: (many) => Math.max(1, Math.ceil(many / 10)),
  };
}
