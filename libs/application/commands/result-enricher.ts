import type { Result } from '#commands/index.js';
import type { Aggregate } from '#domain/index.js';

export type CommandResultEnricher = (
  aggregate: Aggregate,
  verb: string | undefined,
  result: Result,
) => Promise<object | undefined>;
