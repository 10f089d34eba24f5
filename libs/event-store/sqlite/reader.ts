import type Database from 'better-sqlite3';
import { StoreError } from '../port/errors.js';
import { type Checkpoint, type Filter, START, type StoredEvent } from '../port/port.js';
import { hasSalts } from './database.js';

/** Arrays, because row objects cost more than the read itself. */
export type Row = readonly [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  data: string,
  metadata: string,
  salt: string | null,
];
/** A file that no writer has opened since salts are kept has no column for them. */
const columnsIn = (db: Database.Database) =>
  `position, stream, revision, id, type, data, metadata, ${hasSalts(db) ? 'salt' : 'NULL'}`;
const sizeOf = ([, , , , , data]: Row) => data.length;

export const lastPosition = (rows: readonly Row[], after: number) => rows.at(-1)?.[0] ?? after;

export interface ScanResult {
  readonly rows: readonly Row[];
  readonly considered: number;
  readonly end: boolean;
}

export type Scan = (after: number, limit: number) => ScanResult;

/** Events scanned per step, so that a rare match does not block the event loop. */
const SCAN_EVENTS = 1_000;
/** Characters of data per step, so that large events do not fill the memory. */
const SCAN_CHARACTERS = 4_000_000;

export function scanEvents(db: Database.Database, filter: Filter): Scan {
  const { condition, values } = conditionOf(filter);
  const head = headOf(db);
  const rows = db
    .prepare<(string | number)[], Row>(
      `SELECT ${columnsIn(db)} FROM events WHERE position > ? AND position <= ? ${condition} ORDER BY position LIMIT ?`,
    )
    .raw();
  return (after, limit) => {
    const last = head();
    const until = Math.min(after + SCAN_EVENTS, last);
    const found: Row[] = [];
    let size = 0;
    for (const row of rows.iterate(after, until, ...values, limit)) {
      found.push(row);
      size += sizeOf(row);
      if (size >= SCAN_CHARACTERS) break;
    }
    const full = size >= SCAN_CHARACTERS || found.length === limit;
    const considered = full ? lastPosition(found, after) : Math.max(after, until);
    return { rows: found, considered, end: considered >= last };
  };
}

function conditionOf({ streamPrefixes, types }: Filter): { condition: string; values: string[] } {
  const parts: string[] = [];
  if (streamPrefixes) {
    const each = streamPrefixes.map(() => 'substr(stream, 1, length(?)) = ?');
    parts.push(`AND (${each.join(' OR ') || 'FALSE'})`);
  }
  if (types) parts.push(`AND type IN (${types.map(() => '?').join(', ')})`);
  const prefixes = streamPrefixes?.flatMap((prefix) => [prefix, prefix]) ?? [];
  return { condition: parts.join(' '), values: [...prefixes, ...(types ?? [])] };
}

export function headOf(db: Database.Database): () => number {
  const head = db.prepare<[], number | null>('SELECT max(position) FROM events').pluck();
  return () => head.get() ?? 0;
}

export function lastOf(db: Database.Database): () => Row | undefined {
  const last = db.prepare<[], Row>(`SELECT ${columnsIn(db)} FROM events ORDER BY position DESC LIMIT 1`).raw();
  return () => last.get();
}

export interface StreamSpan {
  readonly from: number;
  readonly direction: 'forwards' | 'backwards';
  readonly limit: number;
}

export function streamReader(db: Database.Database): (stream: string, span: StreamSpan) => Row[] {
  const columns = columnsIn(db);
  const rows = (condition: string) =>
    db
      .prepare<[string, number, number], Row>(`SELECT ${columns} FROM events WHERE stream = ? AND ${condition} LIMIT ?`)
      .raw();
  const forwards = rows('revision >= ? ORDER BY revision');
  const backwards = rows('revision <= ? ORDER BY revision DESC');
  return (stream, { from, direction, limit }) =>
    (direction === 'forwards' ? forwards : backwards).all(stream, from, limit);
}

export function eventOf([position, stream, revision, id, type, data, metadata, salt]: Row): StoredEvent {
  const event: StoredEvent = {
    id,
    type,
    stream,
    revision,
    position,
    checkpoint: checkpointAt(position),
    data: JSON.parse(data),
    metadata: JSON.parse(metadata),
  };
  return salt === null ? event : { ...event, salt };
}

export const checkpointAt = (position: number) => `after-${position}` as Checkpoint;

export function positionOf(checkpoint: Checkpoint | typeof START, head: number): number {
  if (checkpoint === START) return 0;
  const position = /^after-([1-9]\d{0,15})$/.exec(checkpoint)?.[1];
  if (position === undefined || Number(position) > head)
    throw new StoreError(
      'bad-checkpoint',
      `Invalid checkpoint ${JSON.stringify(checkpoint)}; use one that this store returned, or ${JSON.stringify(START)}.`,
      { checkpoint },
    );
  return Number(position);
}
