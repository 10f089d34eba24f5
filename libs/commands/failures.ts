import { type Aggregate, isRefusal, type Refusal, streamPrefix } from '#domain/index.js';
import type { CommandCode, ErrorArguments, FieldError, Fields, StoreErrorCode } from '#errors/index.js';
import { StoreError } from '#event-store/index.js';

/** Maximum decisions per command under optimistic concurrency conflicts. */
export const ATTEMPTS = 20;

export class CommandFailure extends Error {
  readonly code: CommandCode;
  readonly detail: string;
  readonly fields: Fields<CommandCode>;

  constructor(...given: ErrorArguments<CommandCode> | [Refusal]) {
    const [code, detail, fields = {}] = given.length === 1 ? partsOf(given[0]) : given;
    super(`${code}: ${detail}`);
    this.name = 'CommandFailure';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }

  get errors(): readonly FieldError[] {
    return 'errors' in this.fields ? (this.fields.errors ?? []) : [];
  }
}

const partsOf = ({ refused, detail, fields }: Refusal) => [refused, detail, fields] as const;

/** A server's error; a newer server may send a code that this version does not know. */
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

export const isFailure = (error: unknown): error is CommandFailure | RemoteFailure =>
  error instanceof CommandFailure || error instanceof RemoteFailure;

export function codeOf(error: unknown): CommandCode | StoreErrorCode | undefined {
  return error instanceof CommandFailure || error instanceof StoreError ? error.code : undefined;
}

export function accepted<Accepted extends object | string>(outcome: Accepted | Refusal): Accepted {
  if (typeof outcome === 'object' && isRefusal(outcome)) {
    throw new CommandFailure(outcome);
  }
  return outcome as Accepted;
}

export function notFound({ kind }: Aggregate, ref: string): CommandFailure {
  return new CommandFailure('item-not-found', `There is no ${kind} ${ref}.`, { kind: streamPrefix(kind), ref });
}

export const referenceTaken = (reference: string): CommandFailure =>
  new CommandFailure('reference-taken', `${reference} is taken; a reference is never reused.`, {
    field: 'reference',
    value: reference,
  });

export const contention = (ref: string | undefined): CommandFailure =>
  new CommandFailure('too-much-contention', `${ref} kept changing; try again.`, { attempts: ATTEMPTS });
