import { spanOf, startOf } from '#domain/kernel/calendar.js';
import type { StoredEvent } from '#event-store/port/port.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { isClaim, itemOf, ledgerEvent } from '#read-store/tables/events.js';

/** What a plain replay says of one item: its revision and state, its figures and breaches by period, its notes. */
export interface Replayed {
  readonly revision: number;
  readonly state: object;
  readonly keyed: Readonly<Record<string, object>>;
  readonly notes: readonly unknown[];
}

/**
 * The answer known at `position` about `effectiveAt`, by the words of docs/architecture.md, section 7 and nothing clever:
 * each stream is read from its beginning, and of its facts those are added that had taken effect by then.
 */
export function replay(events: readonly StoredEvent[], position: number, effectiveAt = Number.POSITIVE_INFINITY) {
  const answer = new Map<string, Replayed>();
  const known = events.filter((event) => event.position <= position && !isClaim(event.stream));
  for (const stream of new Set(known.map((event) => event.stream))) {
    const replayed = replayStream(
      known.filter((event) => event.stream === stream),
      effectiveAt,
    );
    if (replayed) answer.set(stream, replayed);
  }
  return answer;
}

function replayStream(events: readonly StoredEvent[], effectiveAt: number): Replayed | undefined {
  const projection = PROJECTIONS.find(({ kind }) => kind === itemOf(events[0]?.stream ?? '').kind);
  let takesEffect = Number.NEGATIVE_INFINITY;
  let whole: { revision: number; state: object } | undefined;
  const keyed: Record<string, object> = {};
  const keyedSince: Record<string, number> = {};
  const notes: unknown[] = [];
  for (const event of events) {
    const figure = isFigure(event);
    const note = /NoteAdded|EvidenceAttached/.test(event.type);
    const own = ownTime(event);
    if (!figure && !note && !event.type.endsWith('Corrected')) takesEffect = Math.max(takesEffect, own);
    if (takesEffect <= effectiveAt)
      whole = { revision: event.revision, state: projection?.evolve(whole?.state, ledgerEvent(event)) ?? {} };
    if (note && own <= effectiveAt) notes.push((event.data as { text?: string }).text);
    for (const { table, touches, evolve } of projection?.children ?? [])
      for (const sub of touches(ledgerEvent(event))) {
        const key = `${table.name} ${sub}`;
        const since = keyedSince[key] ?? own;
        keyedSince[key] = event.type.endsWith('Corrected') ? since : Math.max(since, own);
        if (keyedSince[key] <= effectiveAt) keyed[key] = evolve(keyed[key], ledgerEvent(event));
      }
  }
  return whole && { ...whole, keyed, notes };
}

const isFigure = ({ type }: StoredEvent) => /Measured|MeasurementCorrected|Breached|Recovered/.test(type);

/** When an event was true by itself: the last day of a figure's period, otherwise as stated, never after its recording. */
export function ownTime(event: StoredEvent): number {
  const { metadata, data } = event;
  const lastDay = isFigure(event) ? (spanOf((data as { period: string }).period)?.last ?? '') : undefined;
  const { recordedAt, occurredAt, source } = metadata as {
    recordedAt: string;
    occurredAt: string;
    source?: { statedBy?: string };
  };
  const stated = startOf(lastDay ?? occurredAt) ?? startOf(source?.statedBy ?? '');
  return stated === undefined ? Date.parse(recordedAt) : Math.min(Date.parse(stated), Date.parse(recordedAt));
}
