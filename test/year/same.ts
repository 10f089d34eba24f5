import type { StoredEvent } from '#event-store/port/port.js';

/** Of what was recorded, ids and times among it: a pack's seal. */
const SEAL = /[0-9a-f]{64}/g;
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Events without what two ledgers of one history differ in: each id is told by where it first stands. */
export function comparable(events: readonly StoredEvent[]): readonly unknown[] {
  const ids = new Map<string, string>();
  const placeOf = (id: string) => {
    const place = ids.get(id) ?? `id ${ids.size}`;
    ids.set(id, place);
    return place;
  };
  const times = new Set(events.map(({ metadata }) => String(metadata.recordedAt)));
  return events.map(({ type, stream, data, metadata }) => {
    const { recordedAt: _at, bodyHash: _hash, ...said } = metadata;
    const text = JSON.stringify({ type, stream, data, metadata: said }).replace(INSTANT, (at) =>
      times.has(at) ? 'TIME' : at,
    );
    return JSON.parse(text.replace(SEAL, 'SEAL').replace(ID, placeOf));
  });
}
