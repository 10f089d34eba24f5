import type { Result } from '#commands/request.js';
import type { Aggregate } from '#domain/kernel/decider.js';

/** Adds to a command's answer what only the server knows, such as the secret of a new token. */
export type CommandResultEnricher = (
  aggregate: Aggregate,
  verb: string | undefined,
  result: Result,
) => Promise<object | undefined>;
