import type { Result } from '#commands/index.js';
import type { Aggregate } from '#domain/index.js';

/** Adds to a command's answer what only the server knows, such as the secret of a new token. */
export type CommandResultEnricher = (
  aggregate: Aggregate,
  verb: string | undefined,
  result: Result,
) => Promise<object | undefined>;
