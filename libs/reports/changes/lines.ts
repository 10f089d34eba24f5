import { canonicalJson } from '#domain/kernel/json.js';
import type { AuditEntry } from '#read-models/audit/audit.present.js';
import type { FieldChange } from '#read-models/audit/changes.js';
import { isTelling, type What } from './change-kinds.js';

/**
 * How a field stands at the second moment against the first: changed; added with its item; corrected, where only corrections touched it, so
 * that the world did not change; or returned, where it went and came back to where it was.
 */
export const HOWS = ['added', 'changed', 'corrected', 'returned'] as const;
export interface FieldLine extends FieldChange {
  readonly how: (typeof HOWS)[number];
  /** The numbers of the events that the line stands on. */
  readonly events: readonly number[];
}

/** An event with what it tells of. */
export interface Told {
  readonly entry: AuditEntry;
  readonly what: What;
}

/** What events of one item, in their order, did to each of its fields between the first and the last of them. */
export function fieldLines(told: readonly Told[]): FieldLine[] {
  const fields = new Map<string, { before: unknown; after: unknown; events: number[]; tellings: boolean[] }>();
  const added = told[0]?.entry.revision === 0;
  for (const { entry, what } of told)
    for (const { field, before, after } of entry.changes) {
      const line = fields.get(field) ?? { before, after, events: [], tellings: [] };
      line.after = after;
      line.events.push(entry.number);
      line.tellings.push(isTelling(what));
      fields.set(field, line);
    }
  return [...fields].flatMap(([field, { before, after, events, tellings }]) =>
    events.length === 1 && isNothing(before) && isNothing(after)
      ? []
      : [{ field, before, after, how: howOf(before, after, tellings, added), events }],
  );
}

function howOf(before: unknown, after: unknown, tellings: readonly boolean[], added: boolean): FieldLine['how'] {
  if (isNothing(before) ? isNothing(after) : canonicalJson(before) === canonicalJson(after)) return 'returned';
  if (added && before === null) return 'added';
  return tellings.every((telling) => telling) ? 'corrected' : 'changed';
}

/** An empty list is as good as nothing. */
const isNothing = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
