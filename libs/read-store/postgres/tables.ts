import type { KeyChanges } from '../runtime/key-registry.js';
import type { RowValues } from '../runtime/unit-of-work.js';
import type { SqlValue, Table } from '../tables/columns.js';
import { APPENDED, CHANGING } from '../tables/tables.js';

export interface CopyTarget {
  readonly name: string;
  readonly columns: readonly string[];
  readonly types: readonly string[];
}

const TYPES = { ref: 'integer', integer: 'bigint', flag: 'integer', text: 'text', json: 'text' } as const;

function target(name: string, own: readonly (readonly [string, string])[], table?: Table): CopyTarget {
  const rest = Object.entries(table?.columns ?? {}).map(
    ([column, type]) => [column, TYPES[type.replace('?', '') as keyof typeof TYPES]] as const,
  );
  const all = [...own, ...rest];
  return { name, columns: all.map(([column]) => column), types: all.map(([, type]) => type) };
}

const KEY = ['key', 'integer'] as const;
const FROM = [
  ['from_position', 'bigint'],
  ['effective_from', 'bigint'],
] as const;
const TO = [
  ['to_position', 'bigint'],
  ['effective_to', 'bigint'],
] as const;
const keyOf = (table: Table) => (table.sub ? [KEY, ['sub', 'text'] as const] : [KEY]);
const byName = <T extends Table>(tables: readonly T[], of: (table: T) => CopyTarget) =>
  new Map(tables.map((table) => [table.name, of(table)]));

export const CURRENT = byName(CHANGING, (table) => target(table.name, [...keyOf(table), ...FROM], table));
export const CLOSED = byName(CHANGING, (table) =>
  target(`${table.name}_closed`, [...keyOf(table), ...FROM, ...TO], table),
);
export const ONCE = byName(APPENDED, (table) => target(table.name, [KEY, ...FROM], table));
export const REMOVED = byName(CHANGING, (table) => target(table.name, keyOf(table)));
export const ITEMS = target('items', [
  KEY,
  ['kind', 'text'],
  ['id', 'text'],
  ['reference', 'text'],
  ['access', 'text'],
  ['access_group', 'integer'],
]);
export const DESCRIBED = target('items', [KEY, ['reference', 'text'], ['access', 'text'], ['access_group', 'integer']]);
export const ACTORS = target('actors', [KEY, ['party', 'integer'], ['body', 'text']]);

export const keyColumns = ({ columns }: CopyTarget): readonly string[] =>
  columns.includes('sub') ? ['key', 'sub'] : ['key'];

export function keyRows({ items, described, actors }: KeyChanges): readonly (readonly [CopyTarget, RowValues])[] {
  return [
    [
      ITEMS,
      items.flatMap(({ key, kind, id, reference, access, accessGroup }): SqlValue[] => [
        key,
        kind,
        id,
        reference,
        access,
        accessGroup,
      ]),
    ],
    [
      DESCRIBED,
      described.flatMap(({ key, reference, access, accessGroup }): SqlValue[] => [key, reference, access, accessGroup]),
    ],
    [ACTORS, actors.flatMap(({ key, party, body }): SqlValue[] => [key, party, body])],
  ];
}

export const PRIMARY_KEYS: ReadonlyMap<string, string> = new Map(
  [...CHANGING, ...APPENDED].map(({ name, primaryKey }) => [name, primaryKey]),
);
