import { type Access, INTERNAL } from '#domain/index.js';
import { type Columns, type Table, type Values, valuesOf } from './columns.js';
import { deltaOf, type Fields } from './delta.js';
import type { LedgerEvent } from './events.js';
import { foldedUnlessPlain } from './folding.js';
import { passageChange } from './passages.js';
import {
  type AnyProjection,
  type Change,
  type ChildTable,
  type CounterTable,
  type IndexRow,
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
export function project(
  projection: AnyProjection,
  event: LedgerEvent,
  key: number,
  number: number,
  current: Current,
  keys: Keys,
): Change[] {
  const before = current(bodies, key, '');
  const previous = before?.state as ItemState | undefined;
  const state: ItemState = projection.evolve(previous, event);
  const delta = previous && deltaOf(previous as Fields, state as Fields);
  const effective = effectiveTime(event, before?.effective);
  const touched = (field: string) => delta === undefined || field in delta;

  const changes: Change[] = [bodyChange(event, key, effective, state, delta)];
  if (touched('access') || touched('reference')) changes.push({ op: 'describe', key, item: itemFacts(state, keys) });
  const at = { from: event.position, effective };
  for (const index of [TEXTS, ...projection.indexes])
    if (index.fields.some(touched)) changes.push(...indexChanges(index, key, at, previous, state, current, keys));
  for (const child of projection.children ?? [])
    for (const sub of child.touches(event)) changes.push(childChange(child, event, key, sub, current, keys));
  const written = new Map<Table, Values<Columns>>();
  for (const { table, row } of projection.appended ?? []) {
    const appendedRow = row(event, effective, keys, previous);
    if (!appendedRow) continue;
    const version = {
      from: event.position,
      effective: appendedRow.effective,
      values: valuesOf(table, appendedRow.values),
    };
    changes.push({ op: 'append', table, key, version });
    written.set(table, appendedRow.values);
  }
  for (const counter of projection.counters ?? []) {
    const row = written.get(counter.of);
    const added = row && counter.counts(row);
    if (added || counter.fields.some(touched))
      changes.push(...counterChange(counter, key, at, added, state, current, keys));
  }
  const said = passageChange(event, { kind: projection.kind, key, number, effective });
  changes.push(...(projection.passages?.(event, state) ?? []).map(said));
  return changes;
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
  if (existing?.every((value, index) => value === values[index])) return [];
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

function indexChanges(
  { table, rows }: IndexTable<ItemState, string>,
  key: number,
  at: { from: number; effective: number },
  previous: ItemState | undefined,
  state: ItemState,
  current: Current,
  keys: Keys,
): Change[] {
  const after = rows(state, keys);
  const changes: Change[] = [];
  for (const { sub, values: row } of after) {
    const values = valuesOf(table, row);
    const existing = current(table, key, sub);
    if (existing?.values.every((value, index) => value === values[index])) continue;
    changes.push({ op: 'set', table, key, sub, version: { ...at, values } });
  }
  const kept = new Set(after.map(({ sub }) => sub));
  const gone = (before: IndexRow) => !kept.has(before.sub);
  for (const { sub } of (previous && table.sub ? rows(previous, keys) : []).filter(gone))
    changes.push({ op: 'remove', table, key, sub, position: at.from, effective: at.effective });
  return changes;
}
