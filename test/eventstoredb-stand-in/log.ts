import { eventFrame, type Proposed, TOMBSTONE } from './messages.js';

/** What is written at once: the events of one append, or a tombstone. */
export interface Entry {
  readonly stream: string;
  readonly created: number;
  readonly events: readonly Proposed[];
  readonly tombstone?: boolean;
}

export interface Recorded {
  readonly stream: string;
  readonly type: string;
  readonly position: number;
  readonly created: number;
  readonly id: string;
  /** The ReadResp that gives it. */
  readonly frame: Buffer;
}

/** What `$metadata` says of how long a stream's events are to be seen. */
export interface Retention {
  readonly $tb?: number;
  readonly $maxCount?: number;
  readonly $maxAge?: number;
}

export interface Stream {
  readonly name: string;
  /** By revision; a tombstone comes last, whatever its own revision says. */
  readonly events: Recorded[];
  tombstoned: boolean;
  retention: Retention;
}

export interface Log {
  /** Every event in global order. */
  readonly events: readonly Recorded[];
  /** The stream of that name, also before its first event. */
  stream(name: string): Stream;
  /** Writes an entry; gives the position of its last event, or of the record that an empty one takes. */
  write(entry: Entry): number;
  /** Where the next record will begin. */
  end(): number;
  /** Whether a record begins there, or would begin there next. */
  isRecord(position: number): boolean;
  /** Where an event of that id stands as far as is remembered: a restart forgets. */
  remembered(id: string): { readonly stream: string; readonly revision: number } | undefined;
  forget(): void;
  /** Called after every write, until the function that it gives is called. */
  onWrite(listener: () => void): () => void;
}

/** Where the log of a fresh server begins: what stands before is no event. */
const FIRST = 548;
const RECORD_OVERHEAD = 90;

const SCAVENGES = '{"$maxAge":2592000,"$acl":{"$r":"$ops","$w":[],"$d":[],"$mr":[],"$mw":[]}}';

/** The index of the first event from a position on; the number of events when there is none. */
export function indexFrom(events: readonly Recorded[], position: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as Recorded).position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

const sizeOf = (stream: string, { type, data, metadata }: Proposed) =>
  RECORD_OVERHEAD + Buffer.byteLength(stream) + Buffer.byteLength(type) + data.length + metadata.length;

function retentionIn(data: Uint8Array): Retention {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(data).toString());
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/**
 * A log in memory. `earlier` are the entries that it begins with; none for a fresh server, which then writes the system
 * events of its own. Every new entry is given to `keep` before it can be seen.
 */
export function createLog(earlier: readonly Entry[], keep: (entry: Entry) => void): Log {
  const events: Recorded[] = [];
  const streams = new Map<string, Stream>();
  const emptyRecords = new Set<number>();
  const ids = new Map<string, { stream: string; revision: number }>();
  const listeners = new Set<() => void>();
  let end = FIRST;

  function stream(name: string): Stream {
    const found = streams.get(name) ?? { name, events: [], tombstoned: false, retention: {} };
    streams.set(name, found);
    return found;
  }

  function place(entry: Entry): number {
    const into = stream(entry.stream);
    let position = end;
    for (const event of entry.events) {
      position = end;
      const revision = into.events.length;
      const at = {
        stream: into.name,
        revision: entry.tombstone ? TOMBSTONE : revision,
        position,
        created: entry.created,
      };
      const { id, type } = event;
      const recorded = { stream: into.name, type, position, created: entry.created, id, frame: eventFrame(event, at) };
      into.events.push(recorded);
      events.push(recorded);
      ids.set(id, { stream: into.name, revision });
      end += sizeOf(into.name, event);
      if (into.name.startsWith('$$')) stream(into.name.slice(2)).retention = retentionIn(event.data);
    }
    if (entry.tombstone) into.tombstoned = true;
    if (entry.events.length === 0) {
      emptyRecords.add(position);
      end += RECORD_OVERHEAD + Buffer.byteLength(into.name);
    }
    return position;
  }

  function write(entry: Entry): number {
    keep(entry);
    const position = place(entry);
    for (const listener of listeners) listener();
    return position;
  }

  for (const entry of earlier) place(entry);
  ids.clear();
  if (earlier.length === 0) write({ stream: '$$$scavenges', created: Date.now(), events: [metadataEvent(SCAVENGES)] });

  return {
    events,
    stream,
    write,
    end: () => end,
    isRecord: (position) =>
      position === end || emptyRecords.has(position) || events[indexFrom(events, position)]?.position === position,
    remembered: (id) => ids.get(id),
    forget: () => ids.clear(),
    onWrite(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A `$metadata` event of that JSON text. */
export function metadataEvent(json: string): Proposed {
  const [data, metadata] = [Buffer.from(json), Buffer.alloc(0)];
  return { id: crypto.randomUUID(), type: '$metadata', json: true, data, metadata };
}
