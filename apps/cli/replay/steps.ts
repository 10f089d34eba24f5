import type { AuditEntry } from '#read-models/audit/audit.present.js';

/** What is shown at once: one event, or all that led to a meeting and the meeting itself. */
export interface ReplayStep {
  /** The meeting that ends it, by its reference; null for one event, and for what came after the last meeting. */
  readonly meeting: string | null;
  readonly events: readonly AuditEntry[];
}

/** Each event by itself. */
export async function* eventByEvent(events: AsyncIterable<AuditEntry>): AsyncGenerator<ReplayStep> {
  for await (const event of events) yield { meeting: null, events: [event] };
}

/** All events up to each meeting that was held, and at the end what came after the last one. */
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

/** Both in the order of their numbers, an event that is in both once. Each must be in that order. */
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
