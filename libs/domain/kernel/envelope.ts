import type { EventMetadata } from './metadata.js';

/** False for events of other writers, which may share a stream. */
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
