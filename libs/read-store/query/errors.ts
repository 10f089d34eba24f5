export type ReadErrorCode =
  | 'position-ahead'
  | 'other-history'
  | 'bad-moment'
  | 'bad-cursor'
  | 'before-the-beginning'
  | 'moment-in-the-future'
  | 'not-settled'
  | 'unknown-reference'
  | 'projection-outdated'
  | 'projection-behind'
  | 'projector-stopped'
  | 'no-read-models'
  | 'read-models-unavailable'
  | 'question-too-long'
  | 'rebuild-failed'
  | 'read-models-of-another-history';

export class ReadError extends Error {
  constructor(
    readonly code: ReadErrorCode,
    message: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ReadError';
  }
}
