import type { Dialect, Kysely } from 'kysely';
import type { AnyProjection } from '../tables/projection.js';
import type { Schema } from '../tables/schema.js';
import type { PoisonEvent, Progress } from './apply.js';
import type { Projecting } from './projecting.js';
import type { RebuildBatches } from './rebuild-batch.js';

/** Which read models are served: the live ones, and those before them until the next rebuild. */
export interface Pointer {
  readonly live: string;
  readonly previous: string | null;
}

/** Where a projection stands. */
export interface ProjectionRow {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly position: number;
  readonly checkpoint: Progress['checkpoint'];
  readonly poison: PoisonEvent | null;
}

/** What somebody else may have done meanwhile: moved read models on, or anything else. */
export type Changed = { readonly name: string; readonly position: number } | undefined;

/** A right that one process has at a time. */
export interface Lease {
  /** Aborts when the right is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** What becomes of the read models that were live; those of another history are left. */
export type Before = 'kept' | 'left';

export type FillStep = 'events' | 'indexes';

/** Where the read models of one ledger are kept, several beside each other under names. Both engines keep to it. */
export interface ReadStore {
  /** Where it is, for people: without secrets. */
  readonly place: string;
  /** Undefined where there are no read models yet, or what says which are served cannot be read. */
  pointer(): Promise<Pointer | undefined>;
  /** Makes read models the live ones, in one step; those that were live become the previous, or are `left`. */
  switchTo(name: string, before?: Before): Promise<Pointer>;
  /** A name for the next: one above every number in use. */
  nextName(): Promise<string>;
  /** Makes empty read models. */
  create(name: string, projections?: readonly AnyProjection[]): Promise<void>;
  /** Makes read models of a store's events. A crash leaves some that no pointer names. */
  fill(name: string, batches: RebuildBatches, onProgress: (step: FillStep, progress: Progress) => void): Promise<void>;
  /** Removes all that the pointer does not name: older ones, and what a broken rebuild left. */
  dropOthers(): Promise<void>;
  /** The projections whose rows there were made by other code than this; all of them where there are none. */
  outdated(name: string, projections?: readonly AnyProjection[]): Promise<string[]>;
  progress(name: string): Promise<Progress>;
  projections(name: string): Promise<ProjectionRow[]>;
  /**
   * Takes read models over: whoever had them stops at its next commit.
   * Fails with `projection-outdated` for those that other code has made.
   */
  startProjecting(name: string, projections?: readonly AnyProjection[]): Promise<Projecting>;
  /** Kysely on read models, to be asked only. */
  dialect(name: string): Dialect;
  /** Asks a question of one snapshot of what such a dialect is opened on. */
  withSnapshot<Answer>(db: Kysely<Schema>, answer: (snapshot: Kysely<Schema>) => Promise<Answer>): Promise<Answer>;
  /** What an error of a question means to who asked, where that can be told; otherwise the error itself. */
  explain(error: unknown): unknown;
  /** The right to project, or to rebuild; undefined while another process has it. */
  acquireLease(right: 'projecting' | 'rebuilding'): Promise<Lease | undefined>;
  /** Tells of what others do, sometimes also when nobody did anything, until it is closed. */
  watch(changed: (what: Changed) => void): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}
