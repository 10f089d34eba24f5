import {
  type Actor,
  type Authority,
  type Kind,
  type OccurredAt,
  type OnBehalfOf,
  streamName,
  streamPrefix,
} from '#domain/index.js';
import type { AnswerOf, ReferenceNames } from '#read-store/index.js';
import type { AUDIT_PAGE } from './audit.schema.js';
import { type EventEffect, isChange } from './changes.js';
import { presentValue } from './fields.js';
import type { LateFact } from './states.js';

export interface TrailRow {
  readonly key: number;
  readonly number: number;
  readonly position: number;
  readonly effective_from: number;
  readonly revision: number;
  readonly event_id: string;
  readonly type: string;
  readonly recorded_at: number;
  readonly occurred_at: OccurredAt;
  readonly on_behalf_of: string | null;
  readonly reason: string | null;
  readonly minute_ref: string | null;
  readonly command_id: string;
  readonly source: string | null;
  readonly kind: Kind;
  readonly id: string;
  readonly reference: string | null;
  readonly actor: string;
  readonly meeting: string | null;
  readonly authority: string | null;
}

export type AuditEntry = AnswerOf<typeof AUDIT_PAGE>['items'][number];

export function presentEntry(
  row: TrailRow,
  { changes, late }: EventEffect,
  names: ReadonlyMap<string, string>,
  references: ReferenceNames,
): AuditEntry {
  const { of } = references;
  const { party, kind, organisation, post, roles }: Actor = JSON.parse(row.actor);
  const behalf: OnBehalfOf | null = row.on_behalf_of && JSON.parse(row.on_behalf_of);
  return {
    number: row.number,
    position: row.position,
    eventId: row.event_id,
    type: row.type,
    stream: streamName(row.kind, row.id),
    kind: streamPrefix(row.kind),
    id: row.id,
    reference: row.reference ?? row.id,
    revision: row.revision,
    recordedAt: new Date(row.recorded_at).toISOString(),
    occurredAt: row.occurred_at,
    effectiveFrom: new Date(row.effective_from).toISOString(),
    actor: {
      party: of(party),
      name: names.get(party) ?? null,
      kind,
      organisation: organisation === undefined ? null : of(organisation),
      post: post === undefined ? null : of(post),
      roles,
    },
    onBehalfOf: behalf && { ...behalf, party: of(behalf.party) },
    reason: row.reason,
    meeting: row.meeting,
    minuteRef: row.minute_ref,
    authority: row.authority as Authority | null,
    commandId: row.command_id,
    source: row.source && JSON.parse(row.source),
    late: late ? { ...late, note: noteOf(late) } : null,
    changes: changes
      .map(({ field, before, after }) => ({
        field,
        before: presentValue(field, before, references),
        after: presentValue(field, after, references),
      }))
      .filter(isChange),
  };
}

function noteOf({ stated, countsFrom }: LateFact): string {
  return `States ${stated}, but was recorded after a later fact of the same item, so it counts from ${countsFrom}.`;
}
