import { AccessUnavailable } from '#access/index.js';
import { CommandFailure } from '#commands/index.js';
import type { DocumentFailure } from '#documents/index.js';
import { BadEvent } from '#domain/index.js';
import {
  type Code,
  definitionOf,
  type ErrorArguments,
  type FieldError,
  type Fields,
  type FieldsArgument,
  titleOf,
  type WrongFieldCode,
} from '#errors/index.js';
import { StoreError } from '#event-store/index.js';
import { ReadError } from '#read-store/index.js';
import { TreeError } from '#tree/index.js';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: Code;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly [field: string]: unknown;
}

export class HttpProblem extends Error {
  readonly code: Code;
  readonly fields: Fields<Code>;

  constructor(...[code, detail, fields = {}]: ErrorArguments<Code>) {
    super(detail);
    this.name = 'HttpProblem';
    this.code = code;
    this.fields = fields;
  }
}

/** The message has no full stop, because several are joined. */
export function wrongField(code: WrongFieldCode, field: string, message: string): HttpProblem {
  return new HttpProblem(code, `${message}.`, { errors: [{ field, message }] });
}

export function problem<C extends Code>(code: C, detail: string, ...fields: FieldsArgument<C>): Problem;
export function problem(code: Code, detail: string, fields: Fields<Code> = {}): Problem {
  return asProblem(code, detail, fields);
}

function asProblem(code: Code, detail: string, fields: object): Problem {
  const { status } = definitionOf(code);
  return { ...fields, type: `urn:action-ledger:problem:${code}`, title: titleOf(code), status, code, detail };
}

/** Unknown errors become a 500 that reveals no internals. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CommandFailure) {
    const { code, detail, fields } = error;
    return asProblem(code, detail, { ...fields, ...namedField(fields, detail) });
  }
  if (error instanceof HttpProblem) return asProblem(error.code, error.message, error.fields);
  if (isDocumentFailure(error)) return asProblem(error.code, error.detail, error.fields);
  if (error instanceof AccessUnavailable) return problem(error.code, error.message);
  // Drops the fields: they name files and hosts of the server.
  if (error instanceof StoreError) return asProblem(error.code, error.message, {});
  if (error instanceof TreeError) return asProblem(error.code, error.message, error.fields);
  if (error instanceof BadEvent) return asProblem(error.code, error.message, error.fields);
  if (error instanceof ReadError) {
    const { code, message, fields } = error;
    return asProblem(code, message, { ...fields, ...namedField(fields, message) });
  }
  return problem('internal-error', 'Something went wrong inside; the log has it.');
}

/** By name: its class would load every reader of documents. */
const isDocumentFailure = (error: unknown): error is DocumentFailure =>
  error instanceof Error && error.name === 'DocumentFailure';

function namedField(fields: Fields<Code>, message: string): { errors?: readonly FieldError[] } {
  const field = 'field' in fields ? fields.field : undefined;
  return field === undefined ? {} : { errors: [{ field, message }] };
}
