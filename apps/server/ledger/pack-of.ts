import type { Instant } from '#domain/kernel/calendar.js';
import type { EventStore } from '#event-store/port.js';
import { ReadError } from '#projections/read/errors.js';
import { pack } from '#projections/reports/pack.js';
import type { ReadSide } from './read-side.js';

/** What a group is shown now. Fails with `projection-behind` where what was recorded before it would be left out. */
export async function packOf(store: EventStore, readSide: ReadSide | undefined, group: string, now: Instant) {
  if (!readSide) throw new Error('A pack is issued once the read models are open.');
  const head = await store.head();
  if (!(await readSide.reached(head)))
    throw new ReadError(
      'projection-behind',
      `The read models stand at ${readSide.position()}, not yet at ${head}; ask again.`,
    );
  return pack(readSide, group, now);
}
