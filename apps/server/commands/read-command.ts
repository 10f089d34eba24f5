import { CommandFailure } from '#commands/index.js';
import { type Aggregate, type CommandBody, readBody } from '#domain/index.js';

/** Errors: `validation-failed`, with an error a field. */
export function readCommand(aggregate: Aggregate, verb: string | undefined, body: unknown): CommandBody {
  const rule = verb === undefined ? aggregate.creation : aggregate.verbs[verb];
  const read = readBody((rule as { body: new () => CommandBody }).body, body === undefined ? {} : body);
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'The body is not what this command takes.', { errors: read.errors });
}
