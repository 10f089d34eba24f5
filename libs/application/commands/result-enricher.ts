import type { Result } from '#commands/index.js';
import type { Aggregate } from '#domain/index.js';

/** Does what follows of a command outside the ledger; answers what it adds to the result, such as a new secret. */
export type CommandEffect = (result: Result) => Promise<object | undefined>;

/** The effects of an aggregate's verbs; that of its creation is called `create`. */
export type CommandEffects = Readonly<Record<string, CommandEffect>>;

/** Runs the effect of a command that was done, whichever it is. */
export type CommandResultEnricher = (
  aggregate: Aggregate,
  verb: string | undefined,
  result: Result,
) => Promise<object | undefined>;
