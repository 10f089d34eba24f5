import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Proposed } from './messages.js';

type ProposedMessage = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

/** The properties that every event must have; undefined where it has not. */
export function properties(message: ProposedMessage) {
  const map = message.getMetadataMap();
  return { type: map.get('type'), contentType: map.get('content-type') };
}

/** The event that a message proposes. Any content type that is not JSON's is bytes. */
export function proposed(message: ProposedMessage, id: string, type: string, contentType: string): Proposed {
  return {
    id,
    type,
    json: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
