import type { ColumnType as KyselyColumn } from 'kysely';
import type { Kind } from '#domain/index.js';
import type { Columns, Table, Values } from './columns.js';
import type { APPENDED, CHANGING, VERSIONED } from './tables.js';

/** Version columns of every read model table. Times are milliseconds, UTC. */
interface From {
  key: number;
  from_position: number;
  effective_from: number;
}
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

interface ItemRow {
  key: number;
  kind: Kind;
  id: string;
  reference: string | null;
  access: string;
  access_group: number | null;
}

interface ActorRow {
  key: number;
  party: number;
  body: string;
}

interface ProjectionRow {
  name: string;
  hash: string;
  state: 'running' | 'stopped';
  position: number;
  checkpoint: string;
  poison: string | null;
}

interface ProgressRow {
  id: KyselyColumn<number, number, never>;
  epoch: number;
  position: number;
  checkpoint: string;
  number: number;
  clock: number;
  ledger: string | null;
  event: string | null;
}

export type Schema = CurrentTables &
  ClosedTables &
  OnceTables & { items: ItemRow; actors: ActorRow; projections: ProjectionRow; progress: ProgressRow };

export type CurrentRow<N extends VersionedName> = CurrentTables[N];
export type AppendedName = AppendedTables['name'];
export type OnceRow<N extends AppendedName> = OnceTables[N];
