import type { ErrorArguments, Fields, StoreErrorCode, Told } from '#errors/index.js';
import type { ExpectedRevision } from './port.js';

export type { StoreErrorCode };

/** What went wrong in the store, as data. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly fields: Fields<StoreErrorCode>;

  /** A code with what belongs to it, or what was told by another thread. */
  constructor(...given: ErrorArguments<StoreErrorCode> | [ToldError]) {
    const [code, message, fields = {}] = given.length === 1 ? partsOf(given[0]) : given;
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.fields = fields;
  }
}

/** A store's error as it went from a thread or a process to another, which keeps what it says and not what it is. */
export type ToldError = Told<StoreErrorCode>;

const partsOf = ({ code, message, fields }: ToldError) => [code, message, fields] as const;

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
