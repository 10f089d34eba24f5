/** `ref` is the key of an item, `flag` 0 or 1, `json` JSON as text; `?` marks a nullable column. */
export type ColumnType = 'ref' | 'integer' | 'flag' | 'text' | 'json';
export type Columns = Readonly<Record<string, ColumnType | `${ColumnType}?`>>;

type Plain<T> = T extends 'text' | 'json' ? string : number;
type ValueOf<T> = T extends `${infer Base}?` ? Plain<Base> | null : Plain<T>;
export type Values<C extends Columns> = { readonly [Name in keyof C]: ValueOf<C[Name]> };
export type SqlValue = string | number | null;

/**
 * A table of a read model.
 * - `versioned`: current rows under its name, closed versions under `<name>_closed`.
 * - `deltas`: the same, but a closed version stores only the fields that the next one changed.
 * - `appended`: rows are written once and hold from their position on.
 */
export interface Table<Name extends string = string, C extends Columns = Columns, Sub extends boolean = boolean> {
  readonly name: Name;
  readonly kind: 'versioned' | 'deltas' | 'appended';
  readonly columns: C;
  readonly sub: Sub;
  readonly primaryKey: string;
  /** Leading columns of covering indexes; the remaining columns follow in the index. */
  readonly indexPrefixes: readonly (readonly string[])[];
  /** Columns of `valuesOf` in order, without the JSON body. */
  readonly valueColumns: readonly { readonly name: string; readonly optional: boolean }[];
  /** Columns left out of covering indexes, because no report reads them. */
  readonly nonIndexed: readonly string[];
}

interface Options<Sub extends boolean, C extends Columns> {
  readonly sub?: Sub;
  readonly indexPrefixes?: readonly (readonly (keyof C & string)[])[];
  readonly nonIndexed?: readonly (keyof C & string)[];
}

export function versioned<Name extends string, const C extends Columns, Sub extends boolean = false>(
  name: Name,
  columns: C,
  { sub, indexPrefixes = [], nonIndexed = [] }: Options<Sub, C> = {},
): Table<Name, C, Sub> {
  return {
    name,
    kind: 'versioned',
    columns,
    sub: (sub ?? false) as Sub,
    primaryKey: sub ? 'key, sub' : 'key',
    indexPrefixes,
    nonIndexed,
    valueColumns: valueColumnsOf(columns, 'body'),
  };
}

export function deltas<Name extends string, const C extends Columns>(name: Name, columns: C): Table<Name, C, false> {
  return {
    name,
    kind: 'deltas',
    columns,
    sub: false,
    primaryKey: 'key',
    indexPrefixes: [],
    nonIndexed: [],
    valueColumns: valueColumnsOf(columns, 'body'),
  };
}

export function appended<Name extends string, const C extends Columns>(
  name: Name,
  columns: C,
  primaryKey: 'from_position' | (keyof C & string) = 'from_position',
): Table<Name, C, false> {
  return {
    name,
    kind: 'appended',
    columns,
    sub: false,
    primaryKey,
    indexPrefixes: [],
    nonIndexed: [],
    valueColumns: valueColumnsOf(columns),
  };
}

function valueColumnsOf(columns: Columns, body?: 'body'): Table['valueColumns'] {
  return Object.entries(columns)
    .filter(([name]) => name !== body)
    .map(([name, type]) => ({ name, optional: type.endsWith('?') }));
}

export const columnNames = (table: Table): readonly string[] => Object.keys(table.columns);

export const hasBody = (table: Table) => table.kind !== 'appended' && 'body' in table.columns;

/** Values in column order, without the JSON body. Throws where a required one is missing. */
export function valuesOf(
  { name: table, valueColumns }: Table,
  row: Readonly<Record<string, SqlValue | undefined>>,
): SqlValue[] {
  return valueColumns.map(({ name, optional }) => {
    const value = row[name] ?? null;
    if (value === null && !optional) throw new Error(`Column ${table}.${name} must have a value.`);
    return value;
  });
}
