/** What a column holds: `ref` the key of an item, `flag` 0 or 1, `json` JSON as text; `?` where it may be null. */
export type ColumnType = 'ref' | 'integer' | 'flag' | 'text' | 'json';
export type Columns = Readonly<Record<string, ColumnType | `${ColumnType}?`>>;

type Plain<T> = T extends 'text' | 'json' ? string : number;
type ValueOf<T> = T extends `${infer Base}?` ? Plain<Base> | null : Plain<T>;
/** The values of a row of columns. */
export type Values<C extends Columns> = { readonly [Name in keyof C]: ValueOf<C[Name]> };
export type SqlValue = string | number | null;

/**
 * A table of a read model.
 * - `versioned`: current rows under its name, closed versions under `<name>_closed`.
 * - `deltas`: the same, but of a closed version only what the next one changed, as it was before.
 * - `appended`: each row is written once and holds for ever from its position.
 */
export interface Table<Name extends string = string, C extends Columns = Columns, Sub extends boolean = boolean> {
  readonly name: Name;
  readonly sort: 'versioned' | 'deltas' | 'appended';
  readonly columns: C;
  /** True when an item has several rows, told apart by `sub`: a period, what is affected. */
  readonly sub: Sub;
  /** What closed versions and current rows are found by, besides their item; the rest of the columns are covered. */
  readonly leads: readonly (readonly string[])[];
  /** The columns that a row's values are given for, in order: without the body of a row that changes. */
  readonly given: readonly { readonly name: string; readonly optional: boolean }[];
  /** The columns that no lead covers: what no report reads. */
  readonly uncovered: readonly string[];
}

interface Options<Sub extends boolean, C extends Columns> {
  readonly sub?: Sub;
  readonly leads?: readonly (readonly (keyof C & string)[])[];
  readonly uncovered?: readonly (keyof C & string)[];
}

/** Declares a table whose rows have versions. */
export function versioned<Name extends string, const C extends Columns, Sub extends boolean = false>(
  name: Name,
  columns: C,
  { sub, leads = [], uncovered = [] }: Options<Sub, C> = {},
): Table<Name, C, Sub> {
  return {
    name,
    sort: 'versioned',
    columns,
    sub: (sub ?? false) as Sub,
    leads,
    uncovered,
    given: givenOf(columns, 'body'),
  };
}

/** Declares a table whose closed versions say only what the next one changed. */
export function deltas<Name extends string, const C extends Columns>(name: Name, columns: C): Table<Name, C, false> {
  return { name, sort: 'deltas', columns, sub: false, leads: [], uncovered: [], given: givenOf(columns, 'body') };
}

/** Declares a table whose rows are written once. */
export function appended<Name extends string, const C extends Columns>(
  name: Name,
  columns: C,
  leads: readonly (readonly (keyof C & string)[])[] = [],
): Table<Name, C, false> {
  return { name, sort: 'appended', columns, sub: false, leads, uncovered: [], given: givenOf(columns) };
}

function givenOf(columns: Columns, body?: 'body'): Table['given'] {
  return Object.entries(columns)
    .filter(([name]) => name !== body)
    .map(([name, type]) => ({ name, optional: type.endsWith('?') }));
}

/** The columns of a table's rows in order, without those of the version itself. */
export const columnNames = (table: Table): readonly string[] => Object.keys(table.columns);

/** True where rows change and have a body: the last column, written from their state. */
export const hasBody = (table: Table) => table.sort !== 'appended' && 'body' in table.columns;

/**
 * A row's values in the order of its columns, without the body of a row that changes;
 * throws where one that must be there is missing.
 */
export function valuesOf(
  { name: table, given }: Table,
  row: Readonly<Record<string, SqlValue | undefined>>,
): SqlValue[] {
  return given.map(({ name, optional }) => {
    const value = row[name] ?? null;
    if (value === null && !optional) throw new Error(`${table}.${name} has no value.`);
    return value;
  });
}
