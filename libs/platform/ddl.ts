/** The words in which SQLite and PostgreSQL differ where one definition makes the tables of both. */
export interface DdlWords {
  readonly bigint: string;
  /** Collates by code points, as SQLite does unless told otherwise. */
  readonly binary: string;
  /** Closes a table. */
  readonly table: string;
  /** Closes a table that is stored in the order of its primary key. */
  readonly keyed: string;
}

export const SQLITE_DDL: DdlWords = { bigint: 'INTEGER', binary: '', table: 'STRICT', keyed: 'STRICT, WITHOUT ROWID' };
export const POSTGRES_DDL: DdlWords = { bigint: 'BIGINT', binary: 'COLLATE "C"', table: '', keyed: '' };
