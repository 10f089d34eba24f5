import type { Log, Recorded, Stream } from './log.js';
import { TOMBSTONE } from './messages.js';

/** `$tb` of a stream that was deleted and may be written again. */
const SOFT_DELETED = Number(TOMBSTONE);

/** The last revision, the tombstone aside; -1 where nothing was written. */
export const lastRevision = ({ events, tombstoned }: Stream) => events.length - (tombstoned ? 2 : 1);

export const isSoftDeleted = ({ retention }: Stream) => retention.$tb === SOFT_DELETED;

/** The text of metadata that deletes a stream softly; made by hand, as the number is beyond what JSON writes exactly. */
export const softDeletion = `{"$tb":${TOMBSTONE}}`;

/** Whether the stream, or the one that it holds the metadata of, has a tombstone. */
export const isTombstoned = (log: Log, name: string): boolean =>
  log.stream(name).tombstoned || (name.startsWith('$$') && log.stream(name.slice(2)).tombstoned);

/** The first revision that can be seen: `$tb`, `$maxCount` and `$maxAge` hide what is older. A metadata stream shows one. */
export function firstVisible(stream: Stream, now: number): number {
  const { $tb = 0, $maxCount, $maxAge } = stream.retention;
  const maxCount = stream.name.startsWith('$$') ? 1 : $maxCount;
  const after = lastRevision(stream) + 1;
  let first = Math.max($tb, maxCount === undefined ? 0 : after - maxCount);
  const isOld = (event: Recorded) => $maxAge !== undefined && event.created <= now - $maxAge * 1000;
  while (first < after && isOld(stream.events[first] as Recorded)) first++;
  return first;
}
