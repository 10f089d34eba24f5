import type { ErrorArguments, ErrorData, Fields, ReadErrorCode } from '#errors/index.js';

export class ReadError extends Error {
  readonly code: ReadErrorCode;
  readonly fields: Fields<ReadErrorCode>;

  /** A code with what belongs to it, or another error of the kind told anew. */
  constructor(...given: ErrorArguments<ReadErrorCode> | [ErrorData<ReadErrorCode>]) {
    const [code, message, fields = {}] = given.length === 1 ? partsOf(given[0]) : given;
    super(message);
    this.name = 'ReadError';
    this.code = code;
    this.fields = fields;
  }
}

const partsOf = ({ code, message, fields }: ErrorData<ReadErrorCode>) => [code, message, fields] as const;
