import { examples } from '#domain/catalogue/examples/index.js';
import { IDS } from '#domain/catalogue/examples/shared.js';
import { versionOf } from '#domain/catalogue/upcasters.js';
import { streamName } from '#domain/kernel/decider.js';
import { asJson, type JsonObject } from '#domain/kernel/json.js';
import type { EventMetadata } from '#domain/kernel/metadata.js';

/** An event as it stands in the store. */
export interface Stored {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/** The example of every event as the store would hold it; the first of its kind begins the stream. */
export function storedExamples(): Stored[] {
  return Object.entries(examples).flatMap(([kind, ofKind]) =>
    Object.entries<object>(ofKind).map(([type, data], revision) => ({
      id: `00000000-0000-5000-8000-${String(revision).padStart(12, '0')}`,
      type,
      stream: streamOf(kind as keyof typeof examples),
      revision,
      data: asJson(data),
      metadata: metadataOf(type),
    })),
  );
}

function streamOf(kind: keyof typeof examples): string {
  return kind === 'reference' ? `reference-${IDS.businessCase}` : streamName(kind, IDS.businessCase);
}

function metadataOf(type: string): EventMetadata {
  return {
    schemaVersion: versionOf(type),
    recordedAt: '2018-06-01T09:00:00.000Z',
    actor: { party: IDS.lead, kind: 'post', organisation: IDS.trust, roles: ['secretary'] },
    onBehalfOf: { party: IDS.trust, source: 'E-mail of 30 May 2018' },
    occurredAt: '2018-05-30',
    reason: 'Agreed by the board',
    commandId: '0c7b6a59-4837-5261-8040-302010f0e0d0',
    bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    correlationId: '0c7b6a59-4837-5261-8040-302010f0e0d0',
    causationId: '0c7b6a59-4837-5261-8040-302010f0e0d0',
    meeting: IDS.meeting,
    minuteRef: '7.2',
    source: { document: 'Delivery plan, March 2018', heading: 'Physical health', line: 412 },
  };
}
