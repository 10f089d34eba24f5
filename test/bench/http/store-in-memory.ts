import type { Checkpoint, EventStore, StoredEvent } from '#event-store/port.js';

/** A store that keeps events as long as the process lives: what the handling of commands costs without a disk. */
export function storeInMemory(): EventStore {
  const streams = new Map<string, StoredEvent[]>();
  let head = 0;
  return {
    async append(stream, events) {
      const written = streams.get(stream) ?? [];
      streams.set(stream, written);
      for (const event of events) {
        head += 1;
        written.push({
          ...event,
          stream,
          revision: written.length,
          position: head,
          checkpoint: `${head}` as Checkpoint,
        });
      }
      return { revision: written.length - 1, position: head, repeated: false };
    },
    readStream: async (stream, { from = 0 } = {}) => streams.get(stream)?.slice(from) ?? [],
    readAll() {
      throw new Error('This store is not read in order.');
    },
    subscribeAll() {
      throw new Error('This store is not followed.');
    },
    head: async () => head,
    close: async () => {},
  };
}
