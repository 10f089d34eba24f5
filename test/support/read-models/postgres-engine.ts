import { dropSchemas, newSchema } from '#postgres/testing/server.js';
import type { Engine } from './engine.js';

/** Read models in a database, each test's in schemas of their own. */
export function postgresEngine(url: string): Engine {
  return {
    async place() {
      const schema = newSchema();
      return { location: { engine: 'postgres', url, schema }, clear: () => dropSchemas(url, schema) };
    },
    lean: (store) => store,
    runs: (many) => Math.max(1, Math.ceil(many / 10)),
  };
}
