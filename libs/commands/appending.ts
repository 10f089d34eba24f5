import { type Aggregate, asJson, type CommandMetadata, type Fact, versionOf } from '#domain/index.js';

import type { EventStore } from '#event-store/index.js';
import { appendIdempotently } from './append-idempotently.js';
import { codeOf } from './failures.js';
import { assignEventIds } from './ids.js';
import { streamName } from './lookups.js';
import type { Result } from './request.js';
import type { StreamState, streamStates } from './stream-states.js';

/** Returns undefined on a concurrency conflict. Errors: StoreError. */
export function appender(store: EventStore, states: ReturnType<typeof streamStates>) {
  return async (
    aggregate: Aggregate,
    id: string,
    before: StreamState | undefined,
    facts: readonly Fact[],
    metadata: CommandMetadata,
  ): Promise<Result | undefined> => {
    const stream = streamName(aggregate.kind, id);
    const events = assignEventIds(
      stream,
      metadata,
      facts.map((fact) => ({
        type: fact.type,
        data: asJson(fact.data),
        metadata: asJson({
          ...metadata,
          schemaVersion: versionOf(fact.type),
          occurredAt: fact.occurredAt ?? metadata.occurredAt,
        }),
      })),
    );
    try {
      const { revision, position } = await appendIdempotently(store, stream, events, before?.revision ?? 'noStream');
      const first = (before?.revision ?? -1) + 1;
      const written = events.map((event, index) => ({ ...event, stream, revision: first + index, position }));
      const { state } = states.appended(aggregate, stream, before, written) as StreamState<{ reference: string }>;
      const answered = events.map(({ id, type }) => ({ id, type }));
      return { id, reference: state.reference, revision, position, events: answered, commandId: metadata.commandId };
    } catch (error) {
      if (codeOf(error) === 'wrong-expected-revision') return undefined;
      // The write may still arrive: the next decision reads the whole stream again.
      if (codeOf(error) === 'outcome-unknown') states.forget(stream);
      throw error;
    }
  };
}
