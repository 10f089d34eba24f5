import type { SqlValue, Table } from '../tables/columns.js';
import { bodyOf } from '../tables/delta.js';
import type { Current } from '../tables/project.js';
import type { Change, RowKey, Version } from '../tables/projection.js';
import { CHANGING } from '../tables/tables.js';

/** Row values flattened into one array: structured clone of an array per row is much slower. */
export type RowValues = readonly SqlValue[];
/**
 * Rows by table name, values in column order: key, sub (if any), from_position, effective_from, for closed versions
 * to_position and effective_to, then the rest.
 */
export interface RowChanges {
  readonly closed: ReadonlyMap<string, RowValues>;
  readonly appended: ReadonlyMap<string, RowValues>;
  readonly current: ReadonlyMap<string, RowValues>;
  readonly removed: ReadonlyMap<string, RowValues>;
}

/** Cache size in rows: above it, a drain of current rows clears the cache. */
const MAX_CACHED_ROWS = 10_000;

export interface UnitOfWork {
  readonly current: Current;
  change(change: Exclude<Change, { op: 'describe' }>): void;
  drainHistory(): Pick<RowChanges, 'closed' | 'appended'>;
  drainCurrent(): Pick<RowChanges, 'current' | 'removed'>;
}

interface CachedRow {
  readonly key: number;
  readonly sub: string;
  version: Version | undefined;
  changed: boolean;
}

interface RowBuffer {
  readonly cache: Map<number | string, CachedRow>;
  /** One-entry cache: a row that was read is usually changed next. */
  last: CachedRow | undefined;
  changed: CachedRow[];
  closed: SqlValue[];
}

export function createUnitOfWork(load: Current): UnitOfWork {
  const tables = new Map<Table, RowBuffer>(
    CHANGING.map((table) => [table, { cache: new Map(), last: undefined, changed: [], closed: [] }]),
  );
  let count = 0;
  let appended = new Map<string, SqlValue[]>();

  function bufferOf(table: Table): RowBuffer {
    const buffer = tables.get(table);
    if (!buffer) throw new Error(`Table ${table.name} is append-only; its rows cannot change.`);
    return buffer;
  }

  function cachedRow(buffer: RowBuffer, table: Table, key: number, sub: string): CachedRow {
    const { cache, last } = buffer;
    if (last?.key === key && last.sub === sub) return last;
    const name = table.sub ? `${key} ${sub}` : key;
    let cached = cache.get(name);
    if (!cached) {
      cached = { key, sub, version: load(table, key, sub), changed: false };
      cache.set(name, cached);
      count += 1;
    }
    buffer.last = cached;
    return cached;
  }

  function replace(row: RowKey, next: Version | undefined, to: number, effectiveTo: number, delta?: object) {
    const buffer = bufferOf(row.table);
    const cached = cachedRow(buffer, row.table, row.key, row.sub);
    const { version } = cached;
    if (version) {
      const { closed } = buffer;
      identify(closed, row.table, row);
      closed.push(version.from, version.effective, to, effectiveTo);
      addAll(closed, version.values);
      addBody(closed, delta ?? version.state);
    }
    cached.version = next;
    if (!cached.changed) buffer.changed.push(cached);
    cached.changed = true;
  }

  return {
    current: (table, key, sub) => cachedRow(bufferOf(table), table, key, sub).version,
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
          const rows = rowsOf(appended, table);
          rows.push(key, from, effective);
          addAll(rows, values);
        }
      }
    },
    drainHistory() {
      const closed = new Map<string, SqlValue[]>();
      for (const [{ name }, buffer] of tables) {
        if (buffer.closed.length > 0) closed.set(name, buffer.closed);
        buffer.closed = [];
      }
      const past = { closed, appended };
      appended = new Map();
      return past;
    },
    drainCurrent() {
      const current = new Map<string, SqlValue[]>();
      const removed = new Map<string, SqlValue[]>();
      for (const [table, buffer] of tables) {
        for (const cached of buffer.changed) {
          const { version } = cached;
          const values = rowsOf(version ? current : removed, table);
          identify(values, table, cached);
          cached.changed = false;
          if (!version) continue;
          values.push(version.from, version.effective);
          addAll(values, version.values);
          addBody(values, version.state);
        }
        buffer.changed = [];
      }
      if (count > MAX_CACHED_ROWS) {
        for (const buffer of tables.values()) {
          buffer.cache.clear();
          buffer.last = undefined;
        }
        count = 0;
      }
      return { current, removed };
    },
  };
}

function rowsOf(changes: Map<string, SqlValue[]>, { name }: Table): SqlValue[] {
  const existing = changes.get(name);
  if (existing) return existing;
  const created: SqlValue[] = [];
  changes.set(name, created);
  return created;
}

function identify(values: SqlValue[], table: Table, { key, sub }: Pick<RowKey, 'key' | 'sub'>): void {
  values.push(key);
  if (table.sub) values.push(sub);
}

function addAll(values: SqlValue[], more: readonly SqlValue[]): void {
  for (const value of more) values.push(value);
}

function addBody(values: SqlValue[], state: object | undefined): void {
  if (state) values.push(bodyOf(state));
}
