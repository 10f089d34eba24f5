import { AccessUnavailable } from '#access/index.js';
import { CommandFailure } from '#commands/failures.js';
import type { FieldError } from '#domain/kernel/body.js';
import { StoreError } from '#event-store/port/errors.js';
import { ReadError } from '#read-store/query/errors.js';

/** An error as RFC 9457 has it, with a stable code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly [field: string]: unknown;
}

/** An error that already knows its HTTP status: of the transport, not of the domain. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'HttpProblem';
  }
}

/** A field, parameter or header that is wrong, and what would be right; the message is without its full stop. */
export function wrongField(code: string, field: string, message: string): HttpProblem {
  return new HttpProblem(400, code, `${message}.`, { errors: [{ field, message }] });
}

/** Codes whose status is not 409, which all other refusals of the domain answer with. */
const STATUS: Readonly<Record<string, number>> = {
  'validation-failed': 400,
  'not-allowed': 403,
  'item-not-found': 404,
  'stale-revision': 412,
  'idempotency-key-reused': 422,
  'programme-or-action': 422,
  'narrative-needed': 422,
  'rating-not-in-scheme': 422,
  'rating-twice': 422,
  'scheme-needs-narrative': 422,
  'figure-missing': 422,
  'figure-incomplete': 422,
  'denominator-not-positive': 422,
  'evidence-empty': 422,
  'split-needs-two': 422,
  'replaced-by-needs-superseded': 422,
  'invalid-value': 422,
  'sole-part': 422,
  'dates-out-of-order': 422,
  'restricted-needs-group': 422,
  'access-contradicts-group': 422,
  'url-unreadable': 422,
  'url-with-user': 422,
  'url-not-https': 422,
  'private-address': 422,
  'unknown-reference': 422,
  'occurred-in-the-future': 422,
  'in-the-future': 422,
  'store-unavailable': 503,
  'outcome-unknown': 503,
  'store-closed': 503,
  'read-only': 503,
  'access-denied': 503,
  'stream-deleted': 503,
  'event-too-large': 413,
  'unsafe-number': 400,
  'position-ahead': 400,
  'number-ahead': 400,
  'other-history': 409,
  'bad-moment': 400,
  'before-the-beginning': 400,
  'moment-in-the-future': 400,
  'bad-cursor': 400,
  'not-settled': 425,
  'clock-ahead': 503,
  'projection-behind': 503,
  'projector-stopped': 503,
  'projection-outdated': 503,
  'no-read-models': 503,
  'read-models-unavailable': 503,
  'read-models-of-another-history': 503,
  'question-too-long': 503,
  'invalid-event': 400,
};

export function problem(status: number, code: string, detail: string, fields: object = {}): Problem {
  return { ...fields, type: `urn:action-ledger:problem:${code}`, title: titleOf(code), status, code, detail };
}

/** Any error as a problem; what is not known is a 500 that says nothing of the inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CommandFailure) {
    const errors = error.errors.length > 0 ? { errors: error.errors } : namedField(error.fields, error.detail);
    return problem(STATUS[error.code] ?? 409, error.code, error.detail, { ...error.fields, ...errors });
  }
  if (error instanceof HttpProblem) return problem(error.status, error.code, error.detail, error.fields);
  if (error instanceof AccessUnavailable) return problem(503, error.code, error.message);
  if (error instanceof StoreError) return problem(STATUS[error.code] ?? 500, error.code, error.message);
  if (error instanceof ReadError) {
    const { code, message, fields } = error;
    return problem(STATUS[code] ?? 500, code, message, { ...fields, ...namedField(fields, message) });
  }
  return problem(500, 'internal-error', 'Something went wrong inside; the log has it.');
}

function namedField({ field }: Readonly<Record<string, unknown>>, message: string): { errors?: FieldError[] } {
  return typeof field === 'string' ? { errors: [{ field, message }] } : {};
}

function titleOf(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
