import type { AuditEntry } from '#read-models/index.js';

export interface ReplayStep {
  /** Null for a single event and for events after the last meeting. */
  readonly meeting: string | null;
  readonly events: readonly AuditEntry[];
}

export async function* eventByEvent(events: AsyncIterable<AuditEntry>): AsyncGenerator<ReplayStep> {
  for await (const event of events) yield { meeting: null, events: [event] };
}

export async function* meetingByMeeting(events: AsyncIterable<AuditEntry>): AsyncGenerator<ReplayStep> {
  let since: AuditEntry[] = [];
  for await (const event of events) {
    since.push(event);
    if (event.type !== 'MeetingHeld') continue;
    yield { meeting: event.reference, events: since };
    since = [];
  }
  if (since.length > 0) yield { meeting: null, events: since };
}

/** Merges two streams sorted by number and drops duplicates. */
export async function* merged(
  events: AsyncIterable<AuditEntry>,
  others: AsyncIterable<AuditEntry>,
): AsyncGenerator<AuditEntry> {
  const rest = others[Symbol.asyncIterator]();
  let other = await rest.next();
  for await (const event of events) {
    for (; !other.done && other.value.number <= event.number; other = await rest.next())
      if (other.value.number < event.number) yield other.value;
    yield event;
  }
  for (; !other.done; other = await rest.next()) yield other.value;
}
