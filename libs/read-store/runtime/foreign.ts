import { isEnvelope, itemOfStream } from '#domain/index.js';
import type { StoredEvent } from '#event-store/index.js';
import { isClaim } from '../tables/events.js';

export interface ForeignEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly position: number;
}

export interface Foreign {
  readonly events: number;
  readonly first: ForeignEvent | null;
}

export const NO_FOREIGN: Foreign = { events: 0, first: null };

const isOfNoKind = (stream: string) => !isClaim(stream) && !itemOfStream(stream);

/** An event without this product's envelope, or in a stream of an unknown kind. */
export const isForeign = ({ stream, metadata }: Pick<StoredEvent, 'stream' | 'metadata'>): boolean =>
  !isEnvelope(metadata) || isOfNoKind(stream);

export function withForeign({ events, first }: Foreign, { id, type, stream, position }: StoredEvent): Foreign {
  return { events: events + 1, first: first ?? { id, type, stream, position } };
}

export function describeForeign({ events, first }: Foreign): string | undefined {
  if (!first) return undefined;
  const counted = events === 1 ? '1 event' : `${events} events`;
  const named = `${first.type} ${first.id} of stream ${first.stream} at position ${first.position}`;
  const advice = isOfNoKind(first.stream)
    ? 'Streams of another ledger with a STREAM_PREFIX look like this: give this ledger a STREAM_PREFIX or a server of its own.'
    : 'Find out who writes to the streams of this ledger; give it a STREAM_PREFIX or a server of its own.';
  return `Projector skipped ${counted} not written by this ledger; the first is ${named}. ${advice}`;
}
