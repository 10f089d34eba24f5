import type { EventErrorCode, Fields } from '#errors/index.js';

export interface ReadEvent {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly data: object;
  readonly metadata: object;
}

/** No version of this product writes such an event: it was edited, truncated or written by a newer version. */
export class BadEvent extends Error {
  readonly code: EventErrorCode = 'bad-event';
  readonly fields: Fields<'bad-event'>;

  constructor({ type, stream, revision }: ReadEvent, wrong: string) {
    super(
      `Event ${revision} of stream ${stream} (${type}) is not as its schema says: ${wrong}. Restore the events from a backup, or run the version that wrote it.`,
    );
    this.name = 'BadEvent';
    this.fields = { stream, revision, type, wrong };
  }
}
