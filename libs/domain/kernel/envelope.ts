import type { EventMetadata } from './metadata.js';

/**
 * Whether metadata is what this product writes beside each of its events. An event without it is somebody else's, in
 * whatever stream it stands.
 */
export function isEnvelope(metadata: object): metadata is EventMetadata {
  const { schemaVersion, recordedAt, occurredAt, actor } = metadata as Partial<EventMetadata>;
  return (
    typeof schemaVersion === 'number' &&
    typeof recordedAt === 'string' &&
    !Number.isNaN(Date.parse(recordedAt)) &&
    typeof occurredAt === 'string' &&
    typeof actor === 'object' &&
    typeof actor?.party === 'string'
  );
}
