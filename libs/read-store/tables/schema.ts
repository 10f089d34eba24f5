import type { ColumnType as KyselyColumn } from 'kysely';
import type { Kind } from '#domain/kernel/decider.js';
import type { Columns, Table, Values } from './columns.js';
import type { APPENDED, CHANGING, VERSIONED } from './tables.js';

/** Which version of which item's row: in every table of a read model. Times are milliseconds, UTC. */
interface From {
  /** The item, as `items.key`. */
  key: number;
  from_position: number;
  effective_from: number;
}
/** Where the next version begins. */
interface To {
  to_position: number;
  effective_to: number;
}
type Subbed<T> = T extends Table<string, Columns, true> ? { sub: string } : unknown;
type Row<T> = T extends Table<string, infer C> ? From & Subbed<T> & Values<C> : never;

type VersionedTables = (typeof VERSIONED)[number];
type ChangingTables = (typeof CHANGING)[number];
type AppendedTables = (typeof APPENDED)[number];
export type VersionedName = VersionedTables['name'];
type CurrentTables = { [T in ChangingTables as T['name']]: Row<T> };
type ClosedTables = { [T in ChangingTables as `${T['name']}_closed`]: Row<T> & To };
type OnceTables = { [T in AppendedTables as T['name']]: Row<T> };

/** Every item that an event was about or named. Its access is today's, whatever moment is asked about. */
interface ItemRow {
  key: number;
  kind: Kind;
  id: string;
  /** Null until the item's first event. */
  reference: string | null;
  access: string;
  access_group: number | null;
}

/** An actor as it then was, written once: `party` is the item's key. */
interface ActorRow {
  key: number;
  party: number;
  body: string;
}

/** Where a projection stands: what it has applied, and what stopped it. */
interface ProjectionRow {
  name: string;
  hash: string;
  state: 'running' | 'stopped';
  position: number;
  checkpoint: string;
  /** JSON of `PoisonEvent` where it was stopped. */
  poison: string | null;
}

/** One row: how far the projector has read, and which owner may move it on. */
interface ProgressRow {
  id: KyselyColumn<number, number, never>;
  epoch: number;
  position: number;
  checkpoint: string;
  number: number;
  clock: number;
  /** The ledger's id, and JSON of the last event that was applied: what the store is known by. */
  ledger: string | null;
  event: string | null;
}

export type Schema = CurrentTables &
  ClosedTables &
  OnceTables & { items: ItemRow; actors: ActorRow; projections: ProjectionRow; progress: ProgressRow };

export type CurrentRow<N extends VersionedName> = CurrentTables[N];
export type AppendedName = AppendedTables['name'];
export type OnceRow<N extends AppendedName> = OnceTables[N];
