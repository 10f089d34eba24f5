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

/** The stream was not where the caller thought. `actual` is its last revision, or `noStream`. */
export function wrongExpectedRevision(stream: string, expected: ExpectedRevision, actual: number | 'noStream') {
  return new StoreError(
    'wrong-expected-revision',
    `Stream ${stream} was expected at ${expected} and is at ${actual}.`,
    { stream, expected, actual },
  );
}
