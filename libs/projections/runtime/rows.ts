import type { SqlValue, Table } from '../model/columns.js';
import { bodyOf } from '../model/delta.js';
import type { Current } from '../model/project.js';
import type { Change, RowKey, Version } from '../model/projection.js';
import { CHANGING } from '../model/tables.js';

/** The values of a table's rows one after another: one array goes from thread to thread much faster than one a row. */
export type RowValues = readonly SqlValue[];
/**
 * Rows as they are written, by table name; each row's values in the order of the table's own columns:
 * key, sub (where it has one), from_position, effective_from, for closed versions to_position and effective_to, the rest.
 */
export interface RowChanges {
  readonly closed: ReadonlyMap<string, RowValues>;
  readonly appended: ReadonlyMap<string, RowValues>;
  readonly current: ReadonlyMap<string, RowValues>;
  /** Keys (and subs) of current rows that are no more. */
  readonly removed: ReadonlyMap<string, RowValues>;
}

/** Rows kept from batch to batch, where they need no loading; beyond, all are let go once they have been taken. */
const KEPT = 10_000;

/** The rows at work: loaded when first asked for, changed in memory, taken to be written. */
export interface Rows {
  readonly current: Current;
  change(change: Exclude<Change, { op: 'describe' }>): void;
  /** Closed and appended rows since the last call. */
  takePast(): Pick<RowChanges, 'closed' | 'appended'>;
  /** Every row that changed since the last call, as it now stands. */
  takeCurrent(): Pick<RowChanges, 'current' | 'removed'>;
}

interface Slot {
  readonly key: number;
  readonly sub: string;
  version: Version | undefined;
}

export function createRows(load: Current): Rows {
  const slots = new Map<Table, Map<number | string, Slot>>(CHANGING.map((table) => [table, new Map()]));
  let held = 0;
  let changed = new Map<Table, Set<Slot>>();
  let closed = new Map<string, SqlValue[]>();
  let appended = new Map<string, SqlValue[]>();

  function slot(table: Table, key: number, sub: string): Slot {
    const rows = slots.get(table);
    if (!rows) throw new Error(`The rows of ${table.name} do not change.`);
    const name = table.sub ? `${key} ${sub}` : key;
    const standing = rows.get(name);
    if (standing) return standing;
    const made = { key, sub, version: load(table, key, sub) };
    rows.set(name, made);
    held += 1;
    return made;
  }

  function replace(row: RowKey, next: Version | undefined, to: number, effectiveTo: number, delta?: object) {
    const standing = slot(row.table, row.key, row.sub);
    const { version } = standing;
    if (version) {
      const values = of(closed, row.table);
      identify(values, row.table, row);
      values.push(version.from, version.effective, to, effectiveTo, ...version.values);
      addBody(values, delta ?? version.state);
    }
    standing.version = next;
    const rows = changed.get(row.table);
    if (rows) rows.add(standing);
    else changed.set(row.table, new Set([standing]));
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
          of(appended, table).push(key, from, effective, ...values);
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
      const current = new Map<string, SqlValue[]>();
      const removed = new Map<string, SqlValue[]>();
      for (const [table, rows] of changed) {
        for (const row of rows) {
          const { version } = row;
          const values = of(version ? current : removed, table);
          identify(values, table, row);
          if (!version) continue;
          values.push(version.from, version.effective, ...version.values);
          addBody(values, version.state);
        }
      }
      changed = new Map();
      if (held > KEPT) {
        for (const rows of slots.values()) rows.clear();
        held = 0;
      }
      return { current, removed };
    },
  };
}

function of(changes: Map<string, SqlValue[]>, { name }: Table): SqlValue[] {
  const standing = changes.get(name);
  if (standing) return standing;
  const made: SqlValue[] = [];
  changes.set(name, made);
  return made;
}

function identify(values: SqlValue[], table: Table, { key, sub }: Pick<RowKey, 'key' | 'sub'>): void {
  values.push(key);
  if (table.sub) values.push(sub);
}

function addBody(values: SqlValue[], state: object | undefined): void {
  if (state) values.push(bodyOf(state));
}
