import { type Access, INTERNAL } from '#domain/index.js';
import { type Columns, type SqlValue, type Table, type Values, valuesOf } from './columns.js';
import { deltaOf, type Fields } from './delta.js';
import type { LedgerEvent } from './events.js';
import { foldedUnlessPlain } from './folding.js';
import type { Passage } from './passage.js';
import { passageChange } from './passages.js';
import {
  type AnyProjection,
  type Change,
  type ChildTable,
  type CounterTable,
  type IndexTable,
  type ItemFacts,
  type ItemState,
  indexRow,
  type Keys,
  type Version,
} from './projection.js';
import { bodies, texts } from './tables.js';
import { effectiveTime, isCorrection, isItemEvent, type Millis, periodTime, statedTime } from './time.js';

export type Current = (table: Table, key: number, sub: string) => Version | undefined;

/** Changes to the rows of the event's own item; `number` is the event's. Throws what `evolve` throws, before any change. */
type Project = (event: LedgerEvent, key: number, number: number, current: Current, keys: Keys) => Change[];

/** Reads once which rows depend on which fields of the state. */
export function projectorOf(projection: AnyProjection): Project {
  const { kind, children = [], appended = [], counters = [] } = projection;
  const indexes = [TEXTS, ...projection.indexes];
  const dependents: readonly { readonly fields: readonly string[] }[] = [ITEM, ...indexes, ...counters];
  const dependentsOf = dependentsByField(dependents);

  return (event, key, number, current, keys) => {
    const before = current(bodies, key, '');
    const previous = before?.state as ItemState | undefined;
    const state: ItemState = projection.evolve(previous, event);
    const delta = previous && deltaOf(previous as Fields, state as Fields);
    const effective = effectiveTime(event, before?.effective);
    const touched = delta ? dependentsOf(delta) : EVERY;

    const changes: Change[] = [bodyChange(event, key, effective, state, delta)];
    if (touched & 1) changes.push({ op: 'describe', key, item: itemFacts(state, keys) });
    const at = { from: event.position, effective };
    let bit = 1;
    for (const index of indexes) {
      bit <<= 1;
      if (touched & bit) addIndexChanges(changes, index, key, at, previous, state, current, keys);
    }
    for (const child of children)
      for (const sub of child.touches(event)) changes.push(childChange(child, event, key, sub, current, keys));
    let written: Map<Table, Values<Columns>> | undefined;
    for (const { table, row } of appended) {
      const appendedRow = row(event, effective, keys, previous);
      if (!appendedRow) continue;
      const values = valuesOf(table, appendedRow.values);
      changes.push({
        op: 'append',
        table,
        key,
        version: { from: event.position, effective: appendedRow.effective, values },
      });
      written ??= new Map();
      written.set(table, appendedRow.values);
    }
    for (const counter of counters) {
      bit <<= 1;
      const row = written?.get(counter.of);
      const added = row && counter.counts(row);
      if (added || touched & bit) changes.push(...counterChange(counter, key, at, added, state, current, keys));
    }
    let place = 0;
    for (const passage of projection.passages?.(event, state) ?? NONE)
      changes.push(passageChange(passage, place++, event, { kind, key, number, effective }));
    return changes;
  };
}

const EVERY = -1;
const NONE: readonly Passage[] = [];
const ITEM = { fields: ['access', 'reference'] };

/** One bit for each dependent, which is set where a field changed that it reads. */
function dependentsByField(dependents: readonly { readonly fields: readonly string[] }[]): (delta: Fields) => number {
  if (dependents.length > 31) throw new Error('A projection can have 31 tables that follow its fields at most.');
  const byField = new Map<string, number>();
  for (const [place, { fields }] of dependents.entries())
    for (const field of fields) byField.set(field, (byField.get(field) ?? 0) | (1 << place));
  return (delta) => {
    let touched = 0;
    for (const field in delta) touched |= byField.get(field) ?? 0;
    return touched;
  };
}

function counterChange(
  { table, lead }: CounterTable<ItemState, string>,
  key: number,
  at: { from: number; effective: number },
  added: readonly number[] | undefined,
  state: ItemState,
  current: Current,
  keys: Keys,
): Change[] {
  const existing = current(table, key, '')?.values;
  if (!existing && !added) return [];
  const leading = lead(state, keys);
  const before = existing?.slice(leading.length) ?? [];
  const sums = added ? added.map((each, index) => each + Number(before[index] ?? 0)) : before;
  const values = [...leading, ...sums];
  if (existing && areSame(existing, values)) return [];
  return [{ op: 'set', table, key, sub: '', version: { ...at, values } }];
}

function childChange(
  { table, evolve, columns }: ChildTable,
  event: LedgerEvent,
  key: number,
  sub: string,
  current: Current,
  keys: Keys,
): Change {
  const before = current(table, key, sub);
  const state = evolve(before?.state, event);
  const values = valuesOf(table, columns(state, event, keys));
  const effective = periodTime(event, before?.effective);
  return { op: 'set', table, key, sub, version: { from: event.position, effective, values, state } };
}

const TEXTS = indexRow<ItemState, 'title' | 'description', typeof texts.columns>(
  texts,
  ['title', 'description'],
  ({ title, description }) => ({
    title: title ?? null,
    description: description ?? null,
    folded: foldedUnlessPlain(title, description),
  }),
);

function bodyChange(
  event: LedgerEvent,
  key: number,
  effective: Millis,
  state: ItemState,
  delta: Fields | undefined,
): Change {
  const { revision, position, metadata } = event;
  const late = isItemEvent(event) && !isCorrection(event) && statedTime(event) < effective ? metadata.occurredAt : null;
  const version = { from: position, effective, values: [revision, late], state };
  return { op: 'set', table: bodies, key, sub: '', version, delta };
}

function itemFacts({ reference, access }: ItemState, keys: Keys): ItemFacts {
  const { level, group }: Access = access ?? INTERNAL;
  return { reference: reference ?? null, access: level, accessGroup: keys.keyOf('group', group) };
}

function addIndexChanges(
  changes: Change[],
  { table, rows }: IndexTable<ItemState, string>,
  key: number,
  at: { from: number; effective: number },
  previous: ItemState | undefined,
  state: ItemState,
  current: Current,
  keys: Keys,
): void {
  const after = rows(state, keys);
  for (const { sub, values: row } of after) {
    const values = valuesOf(table, row);
    const existing = current(table, key, sub);
    if (existing && areSame(existing.values, values)) continue;
    changes.push({ op: 'set', table, key, sub, version: { ...at, values } });
  }
  if (!previous || !table.sub) return;
  for (const { sub } of rows(previous, keys))
    if (!after.some((row) => row.sub === sub))
      changes.push({ op: 'remove', table, key, sub, position: at.from, effective: at.effective });
}

function areSame(existing: readonly SqlValue[], values: readonly SqlValue[]): boolean {
  for (let index = 0; index < values.length; index++) if (existing[index] !== values[index]) return false;
  return true;
}
