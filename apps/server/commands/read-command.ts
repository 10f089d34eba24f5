import { CommandFailure } from '#commands/index.js';
import { type Aggregate, aggregates, type CommandBody, type OpenKind, PLURALS, readBody } from '#domain/index.js';

/** Injected, because the list of routes imports these controllers. */
export const NO_SUCH_ROUTE = Symbol('no such route');
export type NoSuchRoute = (method: string, path: string) => Error;

/** A command that a body names as its own route would by its path. */
interface NamedCommand {
  readonly kind: OpenKind;
  readonly ref?: string;
  readonly verb?: string;
}

const rules = (aggregate: Aggregate, verb: string | undefined) =>
  verb === undefined ? aggregate.creation : Object.hasOwn(aggregate.verbs, verb) ? aggregate.verbs[verb] : undefined;

/** Errors: `no-such-route`, as the command's own address would answer; `validation-failed`. */
export function readNamed({ kind, ref, verb }: NamedCommand, body: unknown, noSuchRoute: NoSuchRoute): CommandBody {
  const aggregate: Aggregate = aggregates[kind];
  const isAddressed = (ref !== undefined) === (verb !== undefined && aggregate.creation !== undefined);
  if (isAddressed && rules(aggregate, verb)) return readCommand(aggregate, verb, body);
  const path = ['', 'api', PLURALS[kind], ref, verb].filter((part) => part !== undefined).join('/');
  throw noSuchRoute('POST', path);
}

/** Errors: `validation-failed`, with an error a field. */
export function readCommand(aggregate: Aggregate, verb: string | undefined, body: unknown): CommandBody {
  const rule = rules(aggregate, verb);
  if (!rule) throw new Error(`${aggregate.kind} takes no command ${verb}.`);
  const read = readBody(rule.body, body === undefined ? {} : body);
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'The body is not what this command takes.', { errors: read.errors });
}
