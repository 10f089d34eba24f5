import type { Kysely } from 'kysely';
import type { Instant, OccurredAt } from '#domain/index.js';
import { type Fields, type Schema, undoDelta } from '#read-store/index.js';

export interface EventStates {
  readonly before?: Fields;
  readonly after?: Fields;
  /** Set when the event was recorded after another with a later time. */
  readonly late?: LateFact;
}

export interface LateFact {
  readonly stated: OccurredAt;
  readonly countsFrom: Instant;
}
interface ItemPosition {
  readonly key: number;
  readonly position: number;
}

/** Keyed by position. Starts at current rows and undoes deltas backwards to the earliest event. */
export async function statesOfEvents(
  db: Kysely<Schema>,
  events: readonly ItemPosition[],
): Promise<ReadonlyMap<number, EventStates>> {
  const keys = [...new Set(events.map(({ key }) => key))];
  const wanted = new Set(events.map(({ position }) => position));
  const [current, closed, texts] = await Promise.all([
    db.selectFrom('bodies').select(VERSION).where('key', 'in', keys).execute(),
    closedBodies(db, keys, Math.min(...wanted)),
    textsOf(db, keys),
  ]);
  const [versions, told] = [byKey(closed), byKey(texts)];
  const around = new Map<number, EventStates>();
  for (const { key, body, ...newest } of current) {
    const textAt = (position: number) => textFields(told.get(key)?.findLast((row) => row.from_position <= position));
    let version: Version = newest;
    let after: Fields = JSON.parse(body);
    const note = (before: Fields | undefined) => {
      const at = version.from_position;
      if (!wanted.has(at)) return;
      const was = before && { ...before, ...textAt(at - 1) };
      around.set(at, { before: was, after: { ...after, ...textAt(at) }, late: lateFactOf(version) });
    };
    for (const earlier of versions.get(key) ?? []) {
      const before = undoDelta(after, JSON.parse(earlier.body));
      note(before);
      [version, after] = [earlier, before];
    }
    note(undefined);
  }
  return around;
}

const VERSION = ['key', 'from_position', 'effective_from', 'late', 'body'] as const;

interface Version {
  readonly from_position: number;
  readonly effective_from: number;
  readonly late: OccurredAt | null;
}

interface Delta extends Version {
  readonly key: number;
  readonly body: string;
}

function lateFactOf({ late, effective_from }: Version): LateFact | undefined {
  return late === null ? undefined : { stated: late, countsFrom: new Date(effective_from).toISOString() };
}

async function closedBodies(db: Kysely<Schema>, keys: readonly number[], position: number): Promise<Delta[]> {
  return db
    .selectFrom('bodies_closed')
    .select(VERSION)
    .where('key', 'in', keys)
    .where('to_position', '>=', position)
    .orderBy('from_position', 'desc')
    .execute();
}

interface Text {
  readonly key: number;
  readonly from_position: number;
  readonly title: string | null;
  readonly description: string | null;
}

async function textsOf(db: Kysely<Schema>, keys: readonly number[]): Promise<Text[]> {
  const columns = ['key', 'from_position', 'title', 'description'] as const;
  return db
    .selectFrom('texts_closed')
    .select(columns)
    .where('key', 'in', keys)
    .unionAll(db.selectFrom('texts').select(columns).where('key', 'in', keys))
    .orderBy('from_position')
    .execute();
}

function byKey<Row extends { readonly key: number }>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const rowsByKey = new Map<number, Row[]>();
  for (const row of rows) {
    const others = rowsByKey.get(row.key);
    if (others) others.push(row);
    else rowsByKey.set(row.key, [row]);
  }
  return rowsByKey;
}

function textFields(text: Text | undefined): Fields {
  return {
    ...(text && text.title !== null && { title: text.title }),
    ...(text && text.description !== null && { description: text.description }),
  };
}
