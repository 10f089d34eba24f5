import type { ExpectedRevision } from './port.js';

export type StoreErrorCode =
  | 'wrong-expected-revision'
  | 'event-too-large'
  | 'unsafe-number'
  | 'invalid-event'
  | 'invalid-argument'
  | 'bad-checkpoint'
  | 'read-only'
  | 'access-denied'
  | 'stream-deleted'
  | 'store-in-use'
  | 'store-unavailable'
  | 'outcome-unknown'
  | 'store-closed';

/** What went wrong in the store, as data. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

/** A store's error as it went from a thread or a process to another, which keeps what it says and not what it is. */
export interface ToldError {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What to tell of a store's error, also of one that came from another thread; undefined for any other error. */
export function toldOf(error: unknown): ToldError | undefined {
  if (!(error instanceof Error) || error.name !== 'StoreError') return undefined;
  const { code, message, fields } = error as StoreError;
  return { code, message, fields: fields ?? {} };
}

/** The stream was not where the caller thought. `actual` is its last revision, or `noStream`. */
export function wrongExpectedRevision(stream: string, expected: ExpectedRevision, actual: number | 'noStream') {
  return new StoreError(
    'wrong-expected-revision',
    `Stream ${stream} was expected at ${expected} and is at ${actual}.`,
    { stream, expected, actual },
  );
}
