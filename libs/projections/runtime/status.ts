import Database from 'better-sqlite3';
import type { Checkpoint, EventStore, START } from '#event-store/port.js';
import { isClaim } from '../model/events.js';
import type { PoisonEvent } from './apply.js';

/** Where a projection stands and how far it lags behind the store. */
export interface ProjectionStatus {
  readonly projection: string;
  readonly state: 'running' | 'stopped';
  readonly position: number;
  /** Events not yet applied, counted up to `MOST_COUNTED`. */
  readonly lagEvents: number;
  /** How long the oldest of them has waited. */
  readonly lagSeconds: number;
  readonly poison: PoisonEvent | null;
}

/** Beyond this many the lag is not counted out. */
export const MOST_COUNTED = 10_000;

interface Row {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly position: number;
  readonly checkpoint: Checkpoint | typeof START;
  readonly poison: string | null;
}

/** Where every projection of a read-model file stands, `now` in milliseconds; works beside a running server. */
export async function projectionStatus(file: string, store: EventStore, now: number): Promise<ProjectionStatus[]> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  const rows = db
    .prepare<[], Row>('SELECT name, state, position, checkpoint, poison FROM projections ORDER BY name')
    .all();
  db.close();
  const lags = new Map<string, Lag>();
  for (const { checkpoint } of rows)
    if (!lags.has(checkpoint)) lags.set(checkpoint, await lagAfter(store, checkpoint, now));
  return rows.map(({ name, state, position, checkpoint, poison }) => ({
    projection: name,
    state,
    position,
    ...(lags.get(checkpoint) as Lag),
    poison: poison === null ? null : JSON.parse(poison),
  }));
}

type Lag = Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>;

async function lagAfter(store: EventStore, checkpoint: Checkpoint | typeof START, now: number): Promise<Lag> {
  const { events } = await store.readAll(checkpoint, MOST_COUNTED);
  const waiting = events.filter(({ stream }) => !isClaim(stream));
  const oldest = waiting[0]?.metadata.recordedAt;
  const lagSeconds = oldest === undefined ? 0 : Math.max(0, (now - Date.parse(String(oldest))) / 1000);
  return { lagEvents: waiting.length, lagSeconds };
}
