import { type Aggregate, asJson, type CommandMetadata, type Fact, streamName, versionOf } from '#domain/index.js';
import type { EventStore, NewEvent } from '#event-store/index.js';
import { inSpan, measure, SPANS } from '#platform/index.js';
import { appendIdempotently } from './append-idempotently.js';
import { CommandFailure, codeOf } from './failures.js';
import { assignEventIds } from './ids.js';
import type { RecordingClock } from './recording-clock.js';
import type { Result } from './request.js';
import type { StreamState, StreamStates } from './stream-states.js';

export function newEvents(
  stream: string,
  facts: readonly Fact[],
  metadata: CommandMetadata,
  clock: Pick<RecordingClock, 'simulated'>,
): NewEvent[] {
  return assignEventIds(
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
    clock,
  );
}

/** Appends after a state and measures it. Returns undefined on a concurrency conflict. Errors: StoreError. */
export function measuredAppend(store: EventStore, states: Pick<StreamStates, 'forget'>) {
  return async (
    stream: string,
    before: StreamState | undefined,
    events: readonly NewEvent[],
  ): Promise<{ readonly revision: number; readonly position: number } | undefined> => {
    const measured = (outcome: string) => measure('appendSeconds', (performance.now() - began) / 1_000, { outcome });
    const began = performance.now();
    try {
      const appended = await inSpan(SPANS.append, { stream, events: events.length }, () =>
        appendIdempotently(store, stream, events, before?.revision ?? 'noStream'),
      );
      measured('written');
      return appended;
    } catch (error) {
      if (codeOf(error) === 'wrong-expected-revision') {
        measured('conflict');
        measure('appendConflicts', 1, {});
        return undefined;
      }
      measured('failed');
      // The write may still arrive: the next decision reads the whole stream again.
      if (codeOf(error) === 'outcome-unknown') states.forget(stream);
      throw error;
    }
  };
}

export type MeasuredAppend = ReturnType<typeof measuredAppend>;

/** Appends what one command decided. Returns undefined on a concurrency conflict. Errors: StoreError. */
export function appender(append: MeasuredAppend, states: StreamStates, clock: Pick<RecordingClock, 'simulated'>) {
  return async (
    aggregate: Aggregate,
    id: string,
    before: StreamState | undefined,
    facts: readonly Fact[],
    metadata: CommandMetadata,
  ): Promise<Result | undefined> => {
    const stream = streamName(aggregate.kind, id);
    const events = newEvents(stream, facts, metadata, clock);
    const appended = await append(stream, before, events);
    if (!appended) return undefined;
    const { revision, position } = appended;
    const first = (before?.revision ?? -1) + 1;
    const written = events.map((event, index) => ({ ...event, stream, revision: first + index, position }));
    const { state } = states.appended(aggregate, stream, before, written) as StreamState<{ reference: string }>;
    const answered = events.map(({ id, type }) => ({ id, type }));
    return { id, reference: state.reference, revision, position, events: answered, commandId: metadata.commandId };
  };
}

/** The first answer to a command that the stream has seen; the same key for another body is refused. */
export function repeated(
  before: StreamState | undefined,
  id: string,
  metadata: Pick<CommandMetadata, 'commandId' | 'bodyHash'>,
): Result | undefined {
  const done = before?.done.get(metadata.commandId);
  if (!before || !done) return undefined;
  if (done.bodyHash === metadata.bodyHash) {
    const { revision, position, events } = done;
    const { reference } = before.state as { reference: string };
    return { id, reference, revision, position, events, commandId: metadata.commandId, replayed: true };
  }
  throw new CommandFailure(
    'idempotency-key-reused',
    'This Idempotency-Key was used for another command; use a new one.',
  );
}
