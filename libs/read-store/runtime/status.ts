import type { Checkpoint, EventStore, START } from '#event-store/index.js';
import { isClaim } from '../tables/events.js';
import type { PoisonEvent } from './apply.js';
import { type Foreign, isForeign } from './foreign.js';
import { type OtherHistory, otherHistory } from './history.js';
import { liveName } from './live.js';
import type { ProjectionRow, ReadStore } from './read-store.js';

export interface ProjectionStatus {
  readonly projection: string;
  readonly state: 'running' | 'stopped' | 'of another history';
  readonly position: number;
  readonly lagEvents: number;
  readonly lagSeconds: number;
  readonly poison: PoisonEvent | null;
}

export const MOST_COUNTED = 10_000;

export interface Status {
  readonly projections: readonly ProjectionStatus[];
  /** Set when the store has another history; lag is meaningless then. */
  readonly other: OtherHistory | undefined;
}

/**
 * Status of the live read models, `now` in milliseconds; safe beside a running server.
 * Errors: `no-read-models` before the first build.
 */
export async function projectionStatus(
  readModels: Pick<ReadStore, 'place' | 'pointer' | 'projections' | 'progress' | 'outdated'>,
  store: EventStore,
  now: number,
): Promise<Status> {
  const live = await liveName(readModels);
  const rows = await readModels.projections(live);
  const other = await findOtherHistory(readModels, live, store);
  if (other) return { projections: rows.map(ofOtherHistory), other };
  const lags = new Map<string, Lag>();
  for (const { checkpoint } of rows)
    if (!lags.has(checkpoint)) lags.set(checkpoint, await lagAfter(store, checkpoint, now));
  const projections = rows.map(({ name, state, position, checkpoint, poison }) => ({
    projection: name,
    state,
    position,
    ...(lags.get(checkpoint) as Lag),
    poison,
  }));
  return { projections, other };
}

/** Outdated tables may lack the columns that identify the history. */
async function findOtherHistory(
  readModels: Pick<ReadStore, 'progress' | 'outdated'>,
  live: string,
  store: EventStore,
): Promise<OtherHistory | undefined> {
  if ((await readModels.outdated(live)).length > 0) return undefined;
  return otherHistory(store, await readModels.progress(live));
}

function ofOtherHistory({ name, position, poison }: ProjectionRow): ProjectionStatus {
  return { projection: name, state: 'of another history', position, lagEvents: 0, lagSeconds: 0, poison };
}

/** Errors: `no-read-models` before the first build. */
export async function skippedEvents(readModels: Pick<ReadStore, 'place' | 'pointer' | 'progress'>): Promise<Foreign> {
  return (await readModels.progress(await liveName(readModels))).foreign;
}

type Lag = Pick<ProjectionStatus, 'lagEvents' | 'lagSeconds'>;

async function lagAfter(store: EventStore, checkpoint: Checkpoint | typeof START, now: number): Promise<Lag> {
  const { events } = await store.readAll(checkpoint, MOST_COUNTED);
  const waiting = events.filter((event) => !isClaim(event.stream) && !isForeign(event));
  const oldest = waiting[0]?.metadata.recordedAt;
  const lagSeconds = oldest === undefined ? 0 : Math.max(0, (now - Date.parse(String(oldest))) / 1000);
  return { lagEvents: waiting.length, lagSeconds };
}
