export interface DdlWords {
  readonly bigint: string;
  /** PostgreSQL must collate by code points, as SQLite does by default. */
  readonly binary: string;
  readonly table: string;
  readonly keyed: string;
}

export const SQLITE_DDL: DdlWords = { bigint: 'INTEGER', binary: '', table: 'STRICT', keyed: 'STRICT, WITHOUT ROWID' };
export const POSTGRES_DDL: DdlWords = { bigint: 'BIGINT', binary: 'COLLATE "C"', table: '', keyed: '' };
