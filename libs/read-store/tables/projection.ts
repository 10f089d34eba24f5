import type { Access, Kind } from '#domain/index.js';
import type { Columns, SqlValue, Table, Values } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { Passage } from './passage.js';
import type { Millis } from './time.js';

export type KeyOf = (kind: Kind, id: string | null | undefined) => number | null;
export type RequiredKeyOf = (kind: Kind, id: string) => number;
export interface Keys {
  readonly key: RequiredKeyOf;
  readonly keyOf: KeyOf;
}

export interface ItemState {
  readonly reference?: string;
  readonly title?: string;
  readonly description?: string;
  readonly access?: Access;
}

export interface IndexRow {
  readonly sub: string;
  readonly values: Values<Columns>;
}

/** Rows derived from the named fields only; skipped while those fields do not change. */
export interface IndexTable<State, Field extends string = keyof State & string> {
  readonly table: Table;
  readonly fields: readonly Field[];
  rows(state: State, keys: Keys): readonly IndexRow[];
}

export function indexRow<State, const Field extends keyof State & string, C extends Columns>(
  table: Table<string, C, false>,
  fields: readonly Field[],
  row: (state: Pick<State, Field>, keys: Keys) => Values<C>,
): IndexTable<State> {
  return { table, fields, rows: (state, keys) => [{ sub: '', values: row(state, keys) }] };
}

export function indexRows<State, const Field extends keyof State & string, C extends Columns>(
  table: Table<string, C, true>,
  fields: readonly Field[],
  rows: (state: Pick<State, Field>, keys: Keys) => readonly { sub: string; values: Values<C> }[],
): IndexTable<State> {
  return { table, fields, rows };
}

export interface ChildTable<Event extends LedgerEvent = LedgerEvent> {
  readonly table: Table;
  touches(event: Event): readonly string[];
  evolve(before: object | undefined, event: Event): object;
  columns(after: object, event: Event, keys: Keys): Values<Columns>;
}

export interface AppendOnlyTable<Event extends LedgerEvent = LedgerEvent> {
  readonly table: Table;
  /** `effective`: valid time of the item's version; `previous`: the item's state before the event. */
  row(
    event: Event,
    effective: Millis,
    keys: Keys,
    previous: ItemState | undefined,
  ): { readonly effective: Millis; readonly values: Values<Columns> } | undefined;
}

/** Running totals over an item's append-only rows; no row before the first one counts. */
export interface CounterTable<State = ItemState, Field extends string = keyof State & string> {
  readonly table: Table;
  readonly of: Table;
  counts(written: Values<Columns>): readonly number[] | undefined;
  readonly fields: readonly Field[];
  lead(state: State, keys: Keys): readonly (number | null)[];
}

export interface Projection<
  State extends ItemState,
  Event extends LedgerEvent,
  Field extends string = keyof State & string,
> {
  readonly name: string;
  readonly kind: Kind;
  /** Raise with every change of what the rows hold: it triggers a rebuild. */
  readonly version: number;
  evolve(state: State | undefined, event: Event): State;
  readonly indexes: readonly IndexTable<State, Field>[];
  readonly children?: readonly ChildTable<Event>[];
  readonly appended?: readonly AppendOnlyTable<Event>[];
  readonly counters?: readonly CounterTable<State, Field>[];
  /** The texts of an event that can be searched for; `state` is after it. */
  passages?(event: LedgerEvent, state: ItemState): readonly Passage[];
}
/** A projection of any kind: it takes the events and states of its own kind alone. */
export type AnyProjection = Projection<ItemState, LedgerEvent, string>;

export interface Version {
  readonly from: number;
  readonly effective: Millis;
  readonly values: readonly SqlValue[];
  readonly state?: object;
}

export interface RowKey {
  readonly table: Table;
  readonly key: number;
  readonly sub: string;
}

export type Change =
  | (RowKey & {
      readonly op: 'set';
      readonly version: Version;
      readonly delta?: object;
    })
  | (RowKey & { readonly op: 'remove'; readonly position: number; readonly effective: Millis })
  | { readonly op: 'append'; readonly table: Table; readonly key: number; readonly version: Version }
  | { readonly op: 'describe'; readonly key: number; readonly item: ItemFacts };

export interface ItemFacts {
  readonly reference: string | null;
  readonly access: string;
  readonly accessGroup: number | null;
}
