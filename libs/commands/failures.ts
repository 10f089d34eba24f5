import type { FieldError } from '#domain/kernel/body.js';
import { StoreError } from '#event-store/port/errors.js';

/** Codes that the handling of commands adds to those of the deciders. */
export type HandlingCode =
  | 'validation-failed'
  | 'item-not-found'
  | 'not-allowed'
  | 'reference-taken'
  | 'stale-revision'
  | 'idempotency-key-reused'
  | 'too-much-contention'
  | 'occurred-in-the-future'
  | 'clock-ahead'
  | 'unknown-reference';

/** Why a command did nothing, as data; `code` is stable. */
export class CommandFailure extends Error {
  constructor(
    readonly code: HandlingCode | (string & {}),
    readonly detail: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(`${code}: ${detail}`);
    this.name = 'CommandFailure';
  }
}

/** The stable code of what went wrong with a command; undefined for anything that has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof CommandFailure || error instanceof StoreError ? error.code : undefined;
}
