import type { ErrorArguments, Fields, TreeErrorCode } from '#errors/index.js';

/** The events are not those that were signed. */
export class TreeError extends Error {
  readonly code: TreeErrorCode;
  readonly fields: Fields<TreeErrorCode>;

  constructor(...[code, message, fields = {}]: ErrorArguments<TreeErrorCode>) {
    super(message);
    this.name = 'TreeError';
    this.code = code;
    this.fields = fields;
  }
}

const TO_GO_ON =
  'Restore the events, or, to go on without them, move the files tree.db and high-water out of the data folder and keep them as evidence.';

export function historyCut(held: number, signed: number): TreeError {
  const missing = held + 1 === signed ? `event ${signed} is` : `events ${held + 1} to ${signed} are`;
  return new TreeError(
    'history-cut',
    `The store holds ${held} events, but ${signed} were recorded and signed: ${missing} missing. ${TO_GO_ON}`,
    { held, signed },
  );
}

export function historyRewritten(number: number | undefined, what: string): TreeError {
  return new TreeError('history-rewritten', `${what}, which is not what was recorded and signed. ${TO_GO_ON}`, {
    ...(number !== undefined && { number }),
  });
}
