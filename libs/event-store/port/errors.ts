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

/** A StoreError as plain data: structured clone keeps its fields but not its class. */
export interface StoreErrorData {
  readonly code: StoreErrorCode;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function storeErrorData(error: unknown): StoreErrorData | undefined {
  if (!(error instanceof Error) || error.name !== 'StoreError') return undefined;
  const { code, message, fields } = error as StoreError;
  return { code, message, fields: fields ?? {} };
}

export function wrongExpectedRevision(stream: string, expected: ExpectedRevision, actual: number | 'noStream') {
  return new StoreError(
    'wrong-expected-revision',
    `Wrong expected revision of stream ${stream}: expected ${expected}, actual ${actual}.`,
    { stream, expected, actual },
  );
}
