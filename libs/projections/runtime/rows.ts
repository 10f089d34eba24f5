import type { SqlValue, Table } from '../model/columns.js';
import { bodyOf } from '../model/delta.js';
import type { Current } from '../model/project.js';
import type { Change, RowKey, Version } from '../model/projection.js';

export type RowValues = readonly SqlValue[];
/**
 * Rows as they are written, by table name; values in the order of the table's own columns:
 * key, sub (where it has one), from_position, effective_from, for closed versions to_position and effective_to, the rest.
 */
export interface RowChanges {
  readonly closed: ReadonlyMap<string, readonly RowValues[]>;
  readonly appended: ReadonlyMap<string, readonly RowValues[]>;
  readonly current: ReadonlyMap<string, readonly RowValues[]>;
  /** Keys (and subs) of current rows that are no more. */
  readonly removed: ReadonlyMap<string, readonly RowValues[]>;
}

/** The rows at work: loaded when first asked for, changed in memory, taken to be written. */
export interface Rows {
  readonly current: Current;
  change(change: Exclude<Change, { op: 'describe' }>): void;
  /** Closed and appended rows since the last call. */
  takePast(): Pick<RowChanges, 'closed' | 'appended'>;
  /** Every row that changed since the last call, as it now stands; the memory is emptied. */
  takeCurrent(): Pick<RowChanges, 'current' | 'removed'>;
}

interface Slot {
  readonly key: number;
  readonly sub: string;
  version: Version | undefined;
  changed: boolean;
}

export function createRows(load: Current): Rows {
  const slots = new Map<Table, Map<number | string, Slot>>();
  let closed = new Map<string, RowValues[]>();
  let appended = new Map<string, RowValues[]>();

  function slot(table: Table, key: number, sub: string): Slot {
    const rows = entry(slots, table, () => new Map<number | string, Slot>());
    return entry(rows, table.sub ? `${key} ${sub}` : key, () => ({
      key,
      sub,
      version: load(table, key, sub),
      changed: false,
    }));
  }

  function replace(
    { table, key, sub }: RowKey,
    next: Version | undefined,
    to: number,
    effectiveTo: number,
    delta?: object,
  ) {
    const row = slot(table, key, sub);
    const { version } = row;
    if (version) {
      const ends = [version.from, version.effective, to, effectiveTo];
      entry(closed, table.name, () => []).push([...identity(table, row), ...ends, ...valuesWithBody(version, delta)]);
    }
    row.version = next;
    row.changed = true;
  }

  return {
    current: (table, key, sub) => slot(table, key, sub).version,
    change(change) {
      const { table, key } = change;
      switch (change.op) {
        case 'set': {
          const { version, delta } = change;
          return replace(change, version, version.from, version.effective, delta);
        }
        case 'remove':
          return replace(change, undefined, change.position, change.effective);
        case 'append': {
          const { from, effective, values } = change.version;
          entry(appended, table.name, () => []).push([key, from, effective, ...values]);
        }
      }
    },
    takePast() {
      const past = { closed, appended };
      closed = new Map();
      appended = new Map();
      return past;
    },
    takeCurrent() {
      const current = new Map<string, RowValues[]>();
      const removed = new Map<string, RowValues[]>();
      for (const [table, rows] of slots) {
        for (const row of rows.values()) {
          if (!row.changed) continue;
          const { version } = row;
          if (version)
            entry(current, table.name, () => []).push([
              ...identity(table, row),
              version.from,
              version.effective,
              ...valuesWithBody(version),
            ]);
          else entry(removed, table.name, () => []).push(identity(table, row));
        }
      }
      slots.clear();
      return { current, removed };
    },
  };
}

function valuesWithBody({ values, state }: Version, delta: object | undefined = state): readonly SqlValue[] {
  return delta ? [...values, bodyOf(delta)] : values;
}

const identity = (table: Table, { key, sub }: Slot): RowValues => (table.sub ? [key, sub] : [key]);

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const standing = map.get(key);
  if (standing !== undefined) return standing;
  const made = make();
  map.set(key, made);
  return made;
}
