import { CommandFailure, type Request, type Result } from '#commands/index.js';
import { type CommandBody, readBody } from '#domain/index.js';

/** Reaches a ledger through its running server, or opens its stores directly when no server runs. */
export interface LedgerClient {
  /** Runs one command as administrator; `token` is the secret of a token it issued. Errors: `CommandFailure`, `RemoteFailure`. */
  readonly give: (request: Omit<Request, 'principal'>) => Promise<Result & { readonly token?: string }>;
  haltedWebhooks(): Promise<string[]>;
  close(): Promise<void>;
}

/** Applies the API's validation, so both ways accept the same commands. */
export function bodyOf<Command extends CommandBody>(command: new () => Command, fields: object): Command {
  const read = readBody(command, fields);
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'The fields of the command are not valid; correct those listed.', {
    errors: read.errors,
  });
}
