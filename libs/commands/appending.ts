import { type Aggregate, asJson, type CommandMetadata, type Fact, versionOf } from '#domain/index.js';

import type { EventStore } from '#event-store/index.js';
import { inSpan, measure, SPANS } from '#platform/index.js';
import { appendIdempotently } from './append-idempotently.js';
import { codeOf } from './failures.js';
import { identified } from './ids.js';
import { streamName } from './lookups.js';
import type { Result } from './request.js';
import type { StreamState, streamStates } from './stream-states.js';

/**
 * Makes what writes facts as events at the revision that they were decided on, and says what a command then answers;
 * undefined where somebody was faster. Fails with a StoreError.
 */
export function appender(store: EventStore, states: ReturnType<typeof streamStates>) {
  return async (
    aggregate: Aggregate,
    id: string,
    before: StreamState | undefined,
    facts: readonly Fact[],
    metadata: CommandMetadata,
  ): Promise<Result | undefined> => {
    const stream = streamName(aggregate.kind, id);
    const events = identified(
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
    const expected = before?.revision ?? 'noStream';
    const measured = (outcome: string) => measure('appendSeconds', (performance.now() - began) / 1_000, { outcome });
    const began = performance.now();
    try {
      const { revision, position } = await inSpan(SPANS.append, { stream, events: events.length }, () =>
        appendIdempotently(store, stream, events, expected),
      );
      measured('written');
      const first = (before?.revision ?? -1) + 1;
      const written = events.map((event, index) => ({ ...event, stream, revision: first + index, position }));
      const { state } = states.appended(aggregate, stream, before, written) as StreamState<{ reference: string }>;
      const answered = events.map(({ id, type }) => ({ id, type }));
      return { id, reference: state.reference, revision, position, events: answered, commandId: metadata.commandId };
    } catch (error) {
      if (codeOf(error) === 'wrong-expected-revision') {
        measured('conflict');
        measure('appendConflicts', 1, {});
        return undefined;
      }
      measured('failed');
      // It may come to stand there yet: who decides next reads the whole stream.
      if (codeOf(error) === 'outcome-unknown') states.forget(stream);
      throw error;
    }
  };
}
