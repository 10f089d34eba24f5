import { TIMELINE_TYPES } from '../timeline/happenings.js';
import { columnNames, type Table } from './columns.js';
import { APPENDED, CHANGING } from './tables.js';

/** What an engine calls an integer up to 2^53: in SQLite only `INTEGER` may be a table's own key. */
export type BigInteger = 'INTEGER' | 'BIGINT';

const base = (big: BigInteger) => [
  `CREATE TABLE items (key INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, reference TEXT,
    access TEXT NOT NULL, access_group INTEGER)`,
  'CREATE TABLE actors (key INTEGER PRIMARY KEY, party INTEGER NOT NULL, body TEXT NOT NULL)',
  `CREATE TABLE projections (name TEXT PRIMARY KEY, hash TEXT NOT NULL, state TEXT NOT NULL, position ${big} NOT NULL,
    checkpoint TEXT NOT NULL, poison TEXT)`,
  `CREATE TABLE progress (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, position ${big} NOT NULL,
    checkpoint TEXT NOT NULL, number ${big} NOT NULL, clock ${big} NOT NULL)`,
];
const BASE_INDEXES = [
  'CREATE UNIQUE INDEX items_id ON items (id)',
  'CREATE UNIQUE INDEX items_reference ON items (reference)',
  'CREATE INDEX items_kind ON items (kind, reference)',
  "CREATE INDEX items_restricted ON items (key, access_group) WHERE access = 'restricted'",
  'CREATE UNIQUE INDEX audit_number ON audit (number)',
  'CREATE INDEX audit_clock ON audit (clock, from_position)',
  'CREATE INDEX audit_item ON audit (key, number)',
  'CREATE INDEX audit_actor ON audit (actor, number)',
  'CREATE INDEX audit_type ON audit (type, number)',
  'CREATE INDEX audit_behalf ON audit (on_behalf_of) WHERE on_behalf_of IS NOT NULL',
  `CREATE INDEX promises_moved ON promises (key, from_position, effective_from, authority, movement, days, working_days,
    near_due) WHERE movement IS NOT NULL`,
  `CREATE INDEX audit_timeline ON audit (effective_from, number) WHERE type IN (${TIMELINE_TYPES})`,
];

/** The statements that make the tables of a read-model store, in plain SQL that both engines take. */
export function tableStatements(big: BigInteger): string[] {
  return [
    ...base(big),
    ...CHANGING.flatMap((table) => versionedTables(table, big)),
    ...APPENDED.map((table) => appendedTable(table, big)),
  ];
}

/** The statements that make their indexes; in a rebuild they come last. */
export function indexStatements(): string[] {
  return [...BASE_INDEXES, ...CHANGING.flatMap(versionedIndexes), ...APPENDED.flatMap(appendedIndexes)];
}

const from = (big: BigInteger) => `from_position ${big} NOT NULL, effective_from ${big} NOT NULL`;
const to = (big: BigInteger) => `to_position ${big} NOT NULL, effective_to ${big} NOT NULL`;

function columns(table: Table, big: BigInteger): string {
  const types = { ref: 'INTEGER', integer: big, flag: 'INTEGER', text: 'TEXT', json: 'TEXT' } as const;
  return Object.entries(table.columns)
    .map(([name, type]) => {
      const optional = type.endsWith('?');
      return `${name} ${types[type.replace('?', '') as keyof typeof types]}${optional ? '' : ' NOT NULL'}`;
    })
    .join(', ');
}

function versionedTables(table: Table, big: BigInteger): string[] {
  const { name, sub } = table;
  const key = sub ? 'key INTEGER NOT NULL, sub TEXT NOT NULL' : 'key INTEGER PRIMARY KEY';
  const closedKey = sub ? 'key INTEGER NOT NULL, sub TEXT NOT NULL' : 'key INTEGER NOT NULL';
  const primary = sub ? ', PRIMARY KEY (key, sub)' : '';
  return [
    `CREATE TABLE ${name} (${key}, ${from(big)}, ${columns(table, big)}${primary})`,
    `CREATE TABLE ${name}_closed (${closedKey}, ${from(big)}, ${to(big)}, ${columns(table, big)})`,
  ];
}

function appendedTable(table: Table, big: BigInteger): string {
  return `CREATE TABLE ${table.name} (from_position ${big} PRIMARY KEY, key INTEGER NOT NULL,
    effective_from ${big} NOT NULL, ${columns(table, big)})`;
}

function versionedIndexes(table: Table): string[] {
  const { name, sub, leads } = table;
  const item = sub ? 'key, sub' : 'key';
  return [
    `CREATE INDEX ${name}_closed_item ON ${name}_closed (${item}, from_position)`,
    ...leads.flatMap((lead) => [
      `CREATE INDEX ${name}_by_${lead[0]} ON ${name} (${covering(table, lead, ['from_position', 'effective_from'])})`,
      `CREATE INDEX ${name}_closed_by_${lead[0]} ON ${name}_closed (${covering(table, lead, ['from_position', 'to_position', 'effective_from', 'effective_to'])})`,
    ]),
  ];
}

/** The lead first, then the key and the ends of the version, then all else: a report reads nothing but the index. */
function covering(table: Table, lead: readonly string[], ends: readonly string[]): string {
  const rest = columnNames(table).filter((name) => !lead.includes(name) && !table.uncovered.includes(name));
  return [...lead, 'key', ...(table.sub ? ['sub'] : []), ...ends, ...rest].join(', ');
}

function appendedIndexes({ name }: Table): string[] {
  return name === 'audit' ? [] : [`CREATE INDEX ${name}_item ON ${name} (key, from_position)`];
}
