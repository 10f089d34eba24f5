import { columnNames, type Table } from './columns.js';
import { onTimeline, recordedLate } from './happenings.js';
import { APPENDED, CHANGING } from './tables.js';

export interface SqlTypes {
  readonly big: string;
  readonly text: string;
}
/** SQLite aliases the rowid only for the exact type `INTEGER PRIMARY KEY`. */
export const SQLITE_TYPES: SqlTypes = { big: 'INTEGER', text: 'TEXT' };
export const POSTGRES_TYPES: SqlTypes = { big: 'BIGINT', text: 'TEXT COLLATE "C"' };

const base = ({ big, text }: SqlTypes) => [
  `CREATE TABLE items (key INTEGER PRIMARY KEY, kind ${text} NOT NULL, id ${text} NOT NULL, reference ${text},
    access ${text} NOT NULL, access_group INTEGER)`,
  `CREATE TABLE actors (key INTEGER PRIMARY KEY, party INTEGER NOT NULL, body ${text} NOT NULL)`,
  `CREATE TABLE projections (name ${text} PRIMARY KEY, hash ${text} NOT NULL, state ${text} NOT NULL, position ${big} NOT NULL,
    checkpoint ${text} NOT NULL, poison ${text})`,
  `CREATE TABLE progress (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, position ${big} NOT NULL,
    checkpoint ${text} NOT NULL, number ${big} NOT NULL, clock ${big} NOT NULL, foreign_events ${text} NOT NULL,
    ledger ${text}, event ${text})`,
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
  'CREATE INDEX audit_meeting ON audit (meeting, number) WHERE meeting IS NOT NULL',
  `CREATE INDEX audit_late ON audit (number) WHERE ${recordedLate('')}`,
  'CREATE INDEX audit_behalf ON audit (on_behalf_of) WHERE on_behalf_of IS NOT NULL',
  `CREATE INDEX promises_moved ON promises (key, from_position, effective_from, authority, movement, days, working_days,
    near_due, restatement, restated_days, restated_after_due, moved_by) WHERE moved_by IS NOT NULL`,
  `CREATE INDEX promises_by_mover ON promises (moved_by, key, from_position, effective_from, authority, movement, days,
    working_days, near_due, restatement, restated_days, restated_after_due) WHERE moved_by IS NOT NULL`,
  `CREATE INDEX promises_restated ON promises (key, from_position, effective_from)
    WHERE moved_by IS NOT NULL AND restatement IS NOT NULL`,
  'CREATE INDEX promises_by_authority ON promises (authority, from_position, key) WHERE authority IS NOT NULL',
  'CREATE INDEX actions_by_owner ON actions (owner, status)',
  `CREATE INDEX actions_closed_by_owner ON actions_closed (owner, status, from_position, to_position, effective_from,
    effective_to)`,
  'CREATE INDEX actions_recurring ON actions (latest) WHERE recurs = 1',
  'CREATE INDEX actions_closed_recurring ON actions_closed (latest) WHERE recurs = 1',
  `CREATE INDEX actions_unreviewed ON actions (latest, key, status, from_position, effective_from, programme)
    WHERE open_ended = 1 AND review_on IS NULL`,
  `CREATE INDEX actions_closed_unreviewed ON actions_closed (latest, key, status, from_position, to_position,
    effective_from, effective_to, programme) WHERE open_ended = 1 AND review_on IS NULL`,
  'CREATE INDEX passages_slot ON passages (key, slot, id, effective_from) WHERE slot IS NOT NULL',
  `CREATE INDEX audit_timeline ON audit (effective_from, number) WHERE ${onTimeline('type')}`,
];

/** The words of passages as a set: a tsvector would drop the positions of a word that is said too often. */
export const PASSAGE_WORDS = "array_to_tsvector(string_to_array(words, ' '))";

export const POSTGRES_SEARCH: readonly string[] = [
  `CREATE INDEX passages_words ON passages USING gin (${PASSAGE_WORDS})`,
];
/** `ascii` keeps letters beyond ASCII within their word. A short beginning has its own index, for it begins many words. */
export const SQLITE_SEARCH: readonly string[] = [
  `CREATE VIRTUAL TABLE search USING fts5 (words, content = 'passages', content_rowid = 'id', detail = 'none',
    columnsize = 0, prefix = '2 3', tokenize = 'ascii')`,
  "INSERT INTO search (search) VALUES ('rebuild')",
  `CREATE TRIGGER passages_search AFTER INSERT ON passages
    BEGIN INSERT INTO search (rowid, words) VALUES (new.id, new.words); END`,
];

export function tableStatements(types: SqlTypes): string[] {
  return [
    ...base(types),
    ...CHANGING.flatMap((table) => versionedTables(table, types)),
    ...APPENDED.map((table) => appendedTable(table, types)),
  ];
}

export function indexStatements(): string[] {
  return [...BASE_INDEXES, ...CHANGING.flatMap(versionedIndexes), ...APPENDED.flatMap(appendedIndexes)];
}

const from = ({ big }: SqlTypes) => `from_position ${big} NOT NULL, effective_from ${big} NOT NULL`;
const to = ({ big }: SqlTypes) => `to_position ${big} NOT NULL, effective_to ${big} NOT NULL`;

function columns(table: Table, { big, text }: SqlTypes): string {
  const types = { ref: 'INTEGER', integer: big, flag: 'INTEGER', text, json: text };
  return Object.entries(table.columns)
    .map(([name, type]) => {
      const optional = type.endsWith('?');
      return `${name} ${types[type.replace('?', '') as keyof typeof types]}${optional ? '' : ' NOT NULL'}`;
    })
    .join(', ');
}

function versionedTables(table: Table, types: SqlTypes): string[] {
  const { name, sub } = table;
  const key = sub ? `key INTEGER NOT NULL, sub ${types.text} NOT NULL` : 'key INTEGER PRIMARY KEY';
  const closedKey = sub ? `key INTEGER NOT NULL, sub ${types.text} NOT NULL` : 'key INTEGER NOT NULL';
  const primary = sub ? ', PRIMARY KEY (key, sub)' : '';
  return [
    `CREATE TABLE ${name} (${key}, ${from(types)}, ${columns(table, types)}${primary})`,
    `CREATE TABLE ${name}_closed (${closedKey}, ${from(types)}, ${to(types)}, ${columns(table, types)})`,
  ];
}

function appendedTable(table: Table, types: SqlTypes): string {
  return `CREATE TABLE ${table.name} (from_position ${types.big} NOT NULL, key INTEGER NOT NULL,
    effective_from ${types.big} NOT NULL, ${columns(table, types)}, PRIMARY KEY (${table.primaryKey}))`;
}

function versionedIndexes(table: Table): string[] {
  const { name, sub, indexPrefixes } = table;
  const item = sub ? 'key, sub' : 'key';
  return [
    `CREATE INDEX ${name}_closed_item ON ${name}_closed (${item}, from_position)`,
    ...indexPrefixes.flatMap((prefix) => [
      `CREATE INDEX ${name}_by_${prefix[0]} ON ${name} (${covering(table, prefix, ['from_position', 'effective_from'])})`,
      `CREATE INDEX ${name}_closed_by_${prefix[0]} ON ${name}_closed (${covering(table, prefix, ['from_position', 'to_position', 'effective_from', 'effective_to'])})`,
    ]),
  ];
}

/** Covering index: a report reads the index alone. */
function covering(table: Table, prefix: readonly string[], ends: readonly string[]): string {
  const rest = columnNames(table).filter((name) => !prefix.includes(name) && !table.nonIndexed.includes(name));
  return [...prefix, 'key', ...(table.sub ? ['sub'] : []), ...ends, ...rest].join(', ');
}

function appendedIndexes({ name }: Table): string[] {
  return name === 'audit' ? [] : [`CREATE INDEX ${name}_item ON ${name} (key, from_position)`];
}
