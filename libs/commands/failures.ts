import { type Aggregate, isRefusal, type Refusal, streamPrefix } from '#domain/index.js';
import type { CommandCode, ErrorArguments, FieldError, Fields, StoreErrorCode } from '#errors/index.js';
import { StoreError } from '#event-store/index.js';

/** Why a command did nothing, as data; `code` is stable. */
export class CommandFailure extends Error {
  readonly code: CommandCode;
  readonly detail: string;
  readonly fields: Fields<CommandCode>;

  /** A decider's refusal, or a code of the handling with what belongs to it. */
  constructor(...given: ErrorArguments<CommandCode> | [Refusal]) {
    const [code, detail, fields = {}] = given.length === 1 ? partsOf(given[0]) : given;
    super(`${code}: ${detail}`);
    this.name = 'CommandFailure';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }

  /** What is wrong field by field, where the body breaks the rules of its command. */
  get errors(): readonly FieldError[] {
    return 'errors' in this.fields ? (this.fields.errors ?? []) : [];
  }
}

const partsOf = ({ refused, detail, fields }: Refusal) => [refused, detail, fields] as const;

/** A problem that a server answered a command with; its code may be one that this version does not know. */
export class RemoteFailure extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly fields: object,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(`${code}: ${detail}`);
    this.name = 'RemoteFailure';
  }
}

/** Whether a command was refused or failed, here or in a server that was asked. */
export const isFailure = (error: unknown): error is CommandFailure | RemoteFailure =>
  error instanceof CommandFailure || error instanceof RemoteFailure;

/** The stable code of what went wrong with a command; undefined for anything that has none. */
export function codeOf(error: unknown): CommandCode | StoreErrorCode | undefined {
  return error instanceof CommandFailure || error instanceof StoreError ? error.code : undefined;
}

/** What was decided, or the refusal thrown as the failure that it is. */
export function accepted<Accepted extends object | string>(outcome: Accepted | Refusal): Accepted {
  if (typeof outcome === 'object' && isRefusal(outcome)) {
    throw new CommandFailure(outcome);
  }
  return outcome as Accepted;
}

export function notFound({ kind }: Aggregate, ref: string): CommandFailure {
  return new CommandFailure('item-not-found', `There is no ${kind} ${ref}.`, { kind: streamPrefix(kind), ref });
}
