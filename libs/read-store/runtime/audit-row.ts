import type { Access, Actor } from '#domain/index.js';
import { accessColumns } from '../tables/access.js';
import type { Values } from '../tables/columns.js';
import { valuesOf } from '../tables/columns.js';
import { type LedgerEvent, reasonOf } from '../tables/events.js';
import type { Keys, Version } from '../tables/projection.js';
import { audit } from '../tables/tables.js';
import { type Millis, recordedTime, statedTime } from '../tables/time.js';

export interface Count {
  readonly number: number;
  readonly clock: Millis;
}

export const NO_EVENTS: Count = { number: 0, clock: Number.MIN_SAFE_INTEGER };

export function countEvent({ number, clock }: Count, event: LedgerEvent): Count {
  return { number: number + 1, clock: Math.max(clock, recordedTime(event)) };
}

export function auditVersion(
  event: LedgerEvent,
  count: Count,
  actorKey: (actor: Actor) => number,
  keys: Keys,
): Version {
  return {
    from: event.position,
    effective: statedTime(event),
    values: valuesOf(audit, auditRow(event, count, actorKey, keys)),
  };
}

function auditRow(
  event: LedgerEvent,
  { number, clock }: Count,
  actorKey: (actor: Actor) => number,
  keys: Keys,
): Values<typeof audit.columns> {
  const { metadata } = event;
  const { access } = event.data as { access?: Access };
  // Keys are dense by first mention: their order must stay.
  const actor = actorKey(metadata.actor);
  const meeting = keys.keyOf('meeting', metadata.meeting);
  const own = access && BESIDE.has(event.type) ? accessColumns(access, keys) : undefined;
  return {
    number,
    revision: event.revision,
    event_id: event.id,
    type: event.type,
    recorded_at: recordedTime(event),
    clock,
    occurred_at: metadata.occurredAt,
    actor,
    on_behalf_of: metadata.onBehalfOf ? JSON.stringify(metadata.onBehalfOf) : null,
    reason: reasonOf(event) ?? null,
    meeting,
    minute_ref: metadata.minuteRef ?? null,
    command_id: metadata.commandId,
    source: metadata.source ? JSON.stringify(metadata.source) : null,
    access: own?.access ?? null,
    access_group: own?.access_group ?? null,
  };
}

const BESIDE: ReadonlySet<string> = new Set([
  'ActionNoteAdded',
  'ActionEvidenceAttached',
  'TargetMeasured',
  'TargetMeasurementCorrected',
]);
