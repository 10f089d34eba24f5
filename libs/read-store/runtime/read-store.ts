import type { Dialect, Kysely } from 'kysely';
import type { AnyProjection } from '../tables/projection.js';
import type { Schema } from '../tables/schema.js';
import type { PoisonEvent, Progress } from './apply.js';
import type { Projecting } from './projecting.js';
import type { RebuildBatches } from './rebuild-batch.js';

export interface Pointer {
  readonly live: string;
  readonly previous: string | null;
}

export interface ProjectionRow {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly position: number;
  readonly checkpoint: Progress['checkpoint'];
  readonly poison: PoisonEvent | null;
}

/** Undefined means that anything may have changed: read the pointer again. */
export type Changed = { readonly name: string; readonly position: number } | undefined;

export interface Lease {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** The previous read models stay for rollback (`kept`), except those of another history (`left`). */
export type PreviousModels = 'kept' | 'left';

export type FillStep = 'events' | 'indexes';

export interface ReadStore {
  readonly place: string;
  /** Undefined without read models, or with an unreadable pointer. */
  pointer(): Promise<Pointer | undefined>;
  switchTo(name: string, before?: PreviousModels): Promise<Pointer>;
  nextName(): Promise<string>;
  create(name: string, projections?: readonly AnyProjection[]): Promise<void>;
  /** A crash leaves read models that no pointer names; `dropOthers` removes them. */
  fill(name: string, batches: RebuildBatches, onProgress: (step: FillStep, progress: Progress) => void): Promise<void>;
  dropOthers(): Promise<void>;
  /** Projections whose stored hash differs from this code's; all of them where there are no rows. */
  outdated(name: string, projections?: readonly AnyProjection[]): Promise<string[]>;
  progress(name: string): Promise<Progress>;
  projections(name: string): Promise<ProjectionRow[]>;
  /**
   * Takes read models over: the former projector fails at its next commit.
   * Errors: `projection-outdated`.
   */
  startProjecting(name: string, projections?: readonly AnyProjection[]): Promise<Projecting>;
  dialect(name: string): Dialect;
  withSnapshot<Answer>(db: Kysely<Schema>, answer: (snapshot: Kysely<Schema>) => Promise<Answer>): Promise<Answer>;
  explain(error: unknown): unknown;
  /** Undefined while another process has the lease. */
  acquireLease(right: 'projecting' | 'rebuilding'): Promise<Lease | undefined>;
  /** May also report when nothing has changed. */
  watch(changed: (what: Changed) => void): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}
