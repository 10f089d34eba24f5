import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams, { type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { StoreError, type StoreErrorCode } from '../port/errors.js';
import type { ExpectedRevision } from '../port/port.js';
import type { EncodedEvent } from '../port/validate.js';
import { metadataToSend } from './client-event.js';
import { accessDenied } from './failures.js';

export interface AppendRequest {
  readonly stream: string;
  readonly events: readonly EncodedEvent[];
  readonly expected: ExpectedRevision;
}

export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'conflict'; readonly actual: number | 'noStream' }
  | { readonly kind: 'deleted' }
  /** Nothing was written. */
  | { readonly kind: 'refused'; readonly error: StoreError }
  /** Never left this process: nothing was written. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** This node cannot take it, another or a later one may: nothing was written. */
  | { readonly kind: 'turned-away'; readonly code: StoreErrorCode; readonly reason: string }
  /** It may have been written, now or later. */
  | { readonly kind: 'lost'; readonly reason: string };

const MESSAGE_LIMIT = 3 * 1_048_576;
/** Upper bound in bytes of an event's fields besides data, metadata and type. */
const ENVELOPE = 200;

/** Splits an append into messages. No deadline: the server would compare it with another machine's clock. */
export function* messagesOf(correlation: string, request: AppendRequest): Generator<BatchAppendReq> {
  let message = emptyMessage(correlation).setOptions(optionsOf(request));
  let bytes = 0;
  for (const event of request.events) {
    const data = Buffer.from(event.data);
    const metadata = Buffer.from(metadataToSend(event));
    const size = data.length + metadata.length + event.type.length * 3 + ENVELOPE;
    if (bytes > 0 && bytes + size > MESSAGE_LIMIT) {
      yield message;
      message = emptyMessage(correlation);
      bytes = 0;
    }
    bytes += size;
    const proposed = new streams.BatchAppendReq.ProposedMessage();
    proposed.setId(new shared.UUID().setString(event.id)).setData(data).setCustomMetadata(metadata);
    proposed.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
    message.addProposedMessages(proposed);
  }
  yield message.setIsFinal(true);
}

function emptyMessage(correlation: string): BatchAppendReq {
  return new streams.BatchAppendReq().setCorrelationId(new shared.UUID().setString(correlation)).setIsFinal(false);
}

function optionsOf({ stream, expected }: AppendRequest) {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (expected === 'any') return options.setAny(new shared.Empty());
  if (expected === 'noStream') return options.setNoStream(new shared.Empty());
  if (expected === 'streamExists') return options.setStreamExists(new shared.Empty());
  return options.setStreamPosition(String(expected));
}

export function answerOf(response: BatchAppendResp): AppendAnswer {
  const error = response.getError();
  if (error) return answerOfError(error);
  const success = response.getSuccess();
  const position = success?.getPosition();
  if (!success?.hasCurrentRevision() || !position)
    return { kind: 'lost', reason: 'the append response has no position' };
  return {
    kind: 'written',
    revision: Number(success.getCurrentRevision()),
    position: Number(position.getCommitPosition()),
  };
}

function answerOfError(error: Status): AppendAnswer {
  const details = error.getDetails();
  const name = details?.getTypeName() ?? '';
  switch (name) {
    case 'event_store.client.WrongExpectedVersion': {
      const wrong = details?.unpack(shared.WrongExpectedVersion.deserializeBinary, name);
      return {
        kind: 'conflict',
        actual: wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'noStream',
      };
    }
    case 'event_store.client.AccessDenied':
      return { kind: 'refused', error: accessDenied() };
    case 'event_store.client.StreamDeleted':
      return { kind: 'deleted' };
    case 'event_store.client.MaximumAppendSizeExceeded': {
      const limit = details?.unpack(shared.MaximumAppendSizeExceeded.deserializeBinary, name)?.getMaxappendsize();
      return { kind: 'refused', error: tooLarge(limit) };
    }
    case 'event_store.client.BadRequest':
      return {
        kind: 'refused',
        error: new StoreError('invalid-argument', `EventStoreDB rejected the append: ${error.getMessage()}.`),
      };
    default:
      return (
        turnedAway(error.getMessage()) ?? {
          kind: 'lost',
          reason: error.getMessage() || name || 'the server gave no reason',
        }
      );
  }
}

const tooLarge = (limit: number | undefined) =>
  new StoreError('event-too-large', `The append exceeds the limit of this EventStoreDB, ${limit} bytes of data.`, {
    limit,
  });

export function turnedAway(reason: string): AppendAnswer | undefined {
  if (/No leader info/.test(reason)) return { kind: 'turned-away', code: 'read-only', reason };
  if (/Server Is (Not Ready|Too Busy)/.test(reason)) return { kind: 'turned-away', code: 'store-unavailable', reason };
  return undefined;
}
