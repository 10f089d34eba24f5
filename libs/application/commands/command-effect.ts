import type { Result } from '#commands/index.js';

/** Runs after a command, outside the ledger; its answer, such as a new secret, joins the result. */
export type CommandEffect = (result: Result) => Promise<object | undefined>;

/** By verb; `create` is the creation. */
export type CommandEffects = Readonly<Record<string, CommandEffect>>;
