import { canonicalJson } from '#domain/index.js';
import type { AuditEntry } from '#read-models/index.js';
import { type ChangeKind, isCorrectionKind } from './change-kinds.js';
import type { FieldLine } from './schema.js';

export interface ClassifiedEntry {
  readonly entry: AuditEntry;
  readonly what: ChangeKind;
}

export function fieldLines(entries: readonly ClassifiedEntry[]): FieldLine[] {
  const fields = new Map<string, { before: unknown; after: unknown; events: number[]; tellings: boolean[] }>();
  const added = entries[0]?.entry.revision === 0;
  for (const { entry, what } of entries)
    for (const { field, before, after } of entry.changes) {
      const line = fields.get(field) ?? { before, after, events: [], tellings: [] };
      line.after = after;
      line.events.push(entry.number);
      line.tellings.push(isCorrectionKind(what));
      fields.set(field, line);
    }
  return [...fields].flatMap(([field, { before, after, events, tellings }]) =>
    events.length === 1 && isEmpty(before) && isEmpty(after)
      ? []
      : [{ field, before, after, how: howOf(before, after, tellings, added), events }],
  );
}

function howOf(before: unknown, after: unknown, tellings: readonly boolean[], added: boolean): FieldLine['how'] {
  if (isEmpty(before) ? isEmpty(after) : canonicalJson(before) === canonicalJson(after)) return 'returned';
  if (added && before === null) return 'added';
  return tellings.every((telling) => telling) ? 'corrected' : 'changed';
}

/** An empty list equals null, so that it is no change. */
const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
