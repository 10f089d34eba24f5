import { CommandFailure } from '#commands/index.js';
import { type Actor, type ImportState, readBody } from '#domain/index.js';

/** Imports have one idempotency space of their own, whoever gives the commands. */
export const IMPORT_TOKEN = 'import';

export interface OneImport {
  readonly id: string;
  readonly state: ImportState;
  readonly uploadedAt: string;
  /** The event that began it: its plan is that of the ledger then. */
  readonly started?: { readonly position: number; readonly actor: Actor };
}

/** Errors: `validation-failed`. */
export function valid<Command extends object>(command: new () => Command, fields: object): Command {
  const read = readBody(command, JSON.parse(JSON.stringify(fields)));
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'The import cannot be recorded as it is; correct what is listed.', {
    errors: read.errors,
  });
}
