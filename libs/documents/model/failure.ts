import type { ErrorArguments } from '#errors/index.js';

export type DocumentCode =
  | 'document-too-large'
  | 'document-bomb'
  | 'document-encrypted'
  | 'document-truncated'
  | 'document-unknown-format'
  | 'document-unsafe-xml'
  | 'document-timeout';

/** A document that is not read, with the code that the registry of errors has for why. */
export class DocumentFailure extends Error {
  readonly code: DocumentCode;
  readonly detail: string;
  readonly fields: object;

  constructor(...[code, message, fields = {}]: ErrorArguments<DocumentCode>) {
    super(message);
    this.name = 'DocumentFailure';
    this.code = code;
    this.detail = message;
    this.fields = fields;
  }
}

export function fail(...given: ErrorArguments<DocumentCode>): never {
  throw new DocumentFailure(...given);
}
