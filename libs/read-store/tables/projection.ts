import type { Access } from '#domain/kernel/access.js';
import type { Kind } from '#domain/kernel/decider.js';
import type { Columns, SqlValue, Table, Values } from './columns.js';
import type { LedgerEvent } from './events.js';
import type { Millis } from './time.js';

/** The key of an item, or null where none is named. The same item has the same key in every row. */
export type KeyOf = (kind: Kind, id: string | null | undefined) => number | null;
/** The key of an item that is named for certain. */
export type RequiredKeyOf = (kind: Kind, id: string) => number;
export interface Keys {
  readonly key: RequiredKeyOf;
  readonly keyOf: KeyOf;
}

/** What every item's state has in common; the rest of it is the body that pages show. */
export interface ItemState {
  readonly reference?: string;
  readonly title?: string;
  readonly description?: string;
  readonly access?: Access;
}

export interface IndexRow {
  /** Which of the item's rows, where it has several. */
  readonly sub: string;
  readonly values: Values<Columns>;
}

/** Narrow rows that follow from some fields of an item's state: while those stay, so do the rows. */
export interface IndexTable<State, Field extends string = keyof State & string> {
  readonly table: Table;
  readonly fields: readonly Field[];
  rows(state: State, keys: Keys): readonly IndexRow[];
}

/** The one narrow row of an item, from the named fields and no others. */
export function indexRow<State, const Field extends keyof State & string, C extends Columns>(
  table: Table<string, C, false>,
  fields: readonly Field[],
  row: (state: Pick<State, Field>, keys: Keys) => Values<C>,
): IndexTable<State> {
  return { table, fields, rows: (state, keys) => [{ sub: '', values: row(state, keys) }] };
}

/** The narrow rows of an item that has several. */
export function indexRows<State, const Field extends keyof State & string, C extends Columns>(
  table: Table<string, C, true>,
  fields: readonly Field[],
  rows: (state: Pick<State, Field>, keys: Keys) => readonly { sub: string; values: Values<C> }[],
): IndexTable<State> {
  return { table, fields, rows };
}

/** Rows beside the item's own, each with versions and a time of its own: measurements, breaches. */
export interface ChildTable<Event extends LedgerEvent = LedgerEvent> {
  readonly table: Table;
  /** Which rows the event touches. */
  touches(event: Event): readonly string[];
  /** The row's JSON body after the event. */
  evolve(before: object | undefined, event: Event): object;
  /** Its other columns. */
  columns(after: object, event: Event, keys: Keys): Values<Columns>;
}

/** Rows written once. */
export interface AppendOnlyTable<Event extends LedgerEvent = LedgerEvent> {
  readonly table: Table;
  /** `effective`: the time from which the item's own facts now hold; `previous`: the item's state before the event. */
  row(
    event: Event,
    effective: Millis,
    keys: Keys,
    previous: ItemState | undefined,
  ): { readonly effective: Millis; readonly values: Values<Columns> } | undefined;
}

/** The one narrow row of an item that adds up its rows of a table that are written once; there is none before one counts. */
export interface CounterTable<State = ItemState, Field extends string = keyof State & string> {
  readonly table: Table;
  readonly of: Table;
  /** What a written row adds to each of the last columns; undefined where it does not count. */
  counts(written: Values<Columns>): readonly number[] | undefined;
  readonly fields: readonly Field[];
  /** The columns before those, from the named fields. */
  lead(state: State, keys: Keys): readonly (number | null)[];
}

/** The read models of one kind of item: pure functions from an event and the rows it touches to row changes. */
export interface Projection<
  State extends ItemState,
  Event extends LedgerEvent,
  Field extends string = keyof State & string,
> {
  readonly name: string;
  readonly kind: Kind;
  /** Raised with every change of what the rows hold: a read model built with another is rebuilt. */
  readonly version: number;
  evolve(state: State | undefined, event: Event): State;
  readonly indexes: readonly IndexTable<State, Field>[];
  readonly children?: readonly ChildTable<Event>[];
  readonly appended?: readonly AppendOnlyTable<Event>[];
  readonly counters?: readonly CounterTable<State, Field>[];
}
/** One of a kind that is not known: it takes the events of its own kind, and the states that it made itself. */
export type AnyProjection = Projection<ItemState, LedgerEvent, string>;

/** A row in one version. */
export interface Version {
  readonly from: number;
  readonly effective: Millis;
  /** Its columns, without the body of a row that changes: that is `state`, and made into JSON when it is written. */
  readonly values: readonly SqlValue[];
  readonly state?: object;
}

/** A row of an item, by its table. */
export interface RowKey {
  readonly table: Table;
  readonly key: number;
  readonly sub: string;
}

/** What an event does to the rows: sets a row's next version, removes a row, adds one, or tells of the item. */
export type Change =
  | (RowKey & {
      readonly op: 'set';
      readonly version: Version;
      /** What is kept of the state before it; all of it unless said. */
      readonly delta?: object;
    })
  | (RowKey & { readonly op: 'remove'; readonly position: number; readonly effective: Millis })
  | { readonly op: 'append'; readonly table: Table; readonly key: number; readonly version: Version }
  | { readonly op: 'describe'; readonly key: number; readonly item: ItemFacts };

/** What the register keeps of an item besides its kind and id; its access is today's. */
export interface ItemFacts {
  readonly reference: string | null;
  readonly access: string;
  readonly accessGroup: number | null;
}
