import { LEDGER_STREAM } from '#domain/ledger/state.js';
import type { StoredEvent } from '#event-store/port/port.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { isClaim, itemOf, ledgerEvent } from '#read-store/tables/events.js';
import { ownTime } from './replay.js';

/**
 * The events that the answer known at `position` about `effectiveAt` is made of, by the words of docs/architecture.md, section 7: a
 * ledger that holds these and no others answers the same today. An event may touch one row beside its item at most.
 */
export function heldBy(events: readonly StoredEvent[], position: number, effectiveAt: number): StoredEvent[] {
  const since = new Map<string, number>();
  const begun = new Set<string>();
  return events.filter((event) => {
    if (event.position > position || isClaim(event.stream)) return false;
    const row = rowBeside(event);
    const note = /NoteAdded|EvidenceAttached/.test(event.type);
    const own = ownTime(event);
    const key = row ?? event.stream;
    const before = since.get(key);
    const takesEffect = event.type.endsWith('Corrected') ? (before ?? own) : Math.max(before ?? own, own);
    if (!note) since.set(key, takesEffect);
    // What governs the whole is told of as it is known.
    const held = event.stream === LEDGER_STREAM || (note ? own : takesEffect) <= effectiveAt;
    if (row === undefined && !note && held) begun.add(event.stream);
    return held && begun.has(event.stream);
  });
}

/** The row beside its item that an event touches, if any. */
function rowBeside(event: StoredEvent): string | undefined {
  const projection = PROJECTIONS.find(({ kind }) => kind === itemOf(event.stream).kind);
  const rows = (projection?.children ?? []).flatMap(({ table, touches }) =>
    touches(ledgerEvent(event)).map((sub) => `${event.stream} ${table.name} ${sub}`),
  );
  if (rows.length > 1) throw new Error(`${event.type} touches ${rows.length} rows.`);
  return rows[0];
}
