import { type Ask, executeInSnapshot, type Queries, routes } from '#application/index.js';
import type { Viewer } from '#read-store/index.js';
import { understoodAs } from '../words/timescale.js';

/** How a text would be read as a timescale, in a sentence. Errors: `bad-parameter`. */
export const readingOf = async (ask: Ask, text: string): Promise<string> =>
  understoodAs((await ask(routes.timescale, { text })).timescale);

/** The same where no page is being made. */
export const readingNow = (queries: Queries, reader: Viewer, text: string): Promise<string> =>
  executeInSnapshot(queries, {}, reader, (ask) => readingOf(ask, text));
