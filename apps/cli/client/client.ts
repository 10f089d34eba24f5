import { CommandFailure } from '#commands/failures.js';
import type { Request, Result } from '#commands/request.js';
import { readBody } from '#domain/kernel/body.js';
import type { CommandBody } from '#domain/kernel/command.js';

/** The way to a ledger's commands: through its running server, or its folder where none runs. */
export interface LedgerClient {
  /** Gives one command as the administrator; `token` is the secret of a token that it issued. Fails with CommandFailure or RemoteFailure. */
  readonly give: (request: Omit<Request, 'principal'>) => Promise<Result & { readonly token?: string }>;
  /** The webhooks that are halted until somebody resumes them, by id or reference. */
  haltedWebhooks(): Promise<string[]>;
  close(): Promise<void>;
}

/** The command that fields stand for, checked as the API checks it. */
export function bodyOf<Command extends CommandBody>(command: new () => Command, fields: object): Command {
  const read = readBody(command, fields);
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'This is not what the command takes.', { errors: read.errors });
}
