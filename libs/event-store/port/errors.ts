import type { ErrorArguments, ErrorData, Fields, StoreErrorCode } from '#errors/index.js';
import type { ExpectedRevision } from './port.js';

export type { StoreErrorCode };

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly fields: Fields<StoreErrorCode>;

  /** A code with what belongs to it, or what was told by another thread. */
  constructor(...given: ErrorArguments<StoreErrorCode> | [StoreErrorData]) {
    const [code, message, fields = {}] = given.length === 1 ? partsOf(given[0]) : given;
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.fields = fields;
  }
}

/** A StoreError as plain data: structured clone keeps its fields but not its class. */
export type StoreErrorData = ErrorData<StoreErrorCode>;

const partsOf = ({ code, message, fields }: StoreErrorData) => [code, message, fields] as const;

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
