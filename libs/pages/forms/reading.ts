import { executeInSnapshot, type Queries, routes } from '#application/index.js';
import type { Viewer } from '#read-store/index.js';
import { understoodAs } from '../words/timescale.js';

/** How a text would be read as a timescale, in a sentence. Errors: `bad-parameter`. */
export const readingSentence = (queries: Queries, reader: Viewer, text: string): Promise<string> =>
  executeInSnapshot(queries, {}, reader, async (ask) =>
    understoodAs((await ask(routes.timescale, { text })).timescale),
  );
