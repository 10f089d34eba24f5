import type Database from 'better-sqlite3';
import type { AppendResult, ExpectedRevision } from '../port/port.js';
import type { EncodedEvent } from '../port/validate.js';

export interface QueuedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EncodedEvent[];
}

export type AppendOutcome =
  | AppendResult
  | { readonly conflict: number | 'noStream' }
  | { readonly failed: 'outcome-unknown' | 'store-unavailable'; readonly reason: string };

interface StreamEnd {
  readonly revision: number;
  readonly position: number;
}

/**
 * Runs appends in one transaction and returns each outcome after fsync. Throws where the commit fails; every outcome is
 * then unknown.
 */
export function groupCommit(db: Database.Database): (group: readonly QueuedAppend[]) => AppendOutcome[] {
  const last = db.prepare<[string], { revision: number | null }>(
    'SELECT max(revision) AS revision FROM events WHERE stream = ?',
  );
  const head = db.prepare<[], { position: number | null }>('SELECT max(position) AS position FROM events');
  const insert = db.prepare(
    'INSERT INTO events (stream, revision, id, type, data, metadata, salt) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const idAt = db.prepare<[string, number], { id: string; position: number }>(
    'SELECT id, position FROM events WHERE stream = ? AND revision = ?',
  );
  const revisionOf = db.prepare<[string, string], { revision: number }>(
    'SELECT revision FROM events WHERE stream = ? AND id = ? ORDER BY revision LIMIT 1',
  );

  function append({ stream, expected, events }: QueuedAppend): AppendOutcome {
    const [first] = events;
    if (!first) return { revision: -1, position: head.get()?.position ?? 0, repeated: false };
    const actual = last.get(stream)?.revision ?? -1;
    const start = firstRevision(stream, expected, first);
    const earlier = start <= actual ? findStored(stream, start, events) : undefined;
    if (earlier) return { ...earlier, repeated: true };
    if (!accepts(expected, actual)) return { conflict: actual < 0 ? 'noStream' : actual };
    return { ...write(stream, actual, events), repeated: false };
  }

  function firstRevision(stream: string, expected: ExpectedRevision, first: EncodedEvent): number {
    if (expected === 'noStream') return 0;
    if (typeof expected === 'number') return expected + 1;
    return revisionOf.get(stream, first.id)?.revision ?? Number.POSITIVE_INFINITY;
  }

  function findStored(stream: string, start: number, events: readonly EncodedEvent[]): StreamEnd | undefined {
    let place: StreamEnd | undefined;
    for (const [index, event] of events.entries()) {
      const stored = idAt.get(stream, start + index);
      if (stored?.id !== event.id) return undefined;
      place = { revision: start + index, position: stored.position };
    }
    return place;
  }

  function write(stream: string, actual: number, events: readonly EncodedEvent[]): StreamEnd {
    let revision = actual;
    let position = 0;
    for (const { id, type, data, metadata, salt } of events) {
      revision += 1;
      position = Number(insert.run(stream, revision, id, type, data, metadata, salt ?? null).lastInsertRowid);
    }
    return { revision, position };
  }

  return db.transaction((group: readonly QueuedAppend[]) => group.map(append)).immediate;
}

function accepts(expected: ExpectedRevision, actual: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'noStream') return actual < 0;
  if (expected === 'streamExists') return actual >= 0;
  return actual === expected;
}
