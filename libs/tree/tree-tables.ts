import type { DdlWords } from '#platform/index.js';

export interface TreeTables {
  readonly tree_tiles: { readonly level: number; readonly tile: number; readonly hashes: Buffer };
  readonly tree_state: {
    readonly one: number;
    readonly size: number;
    readonly ledger: string;
    readonly last: string;
  };
  readonly tree_checkpoints: { readonly hour: string; readonly size: number; readonly note: string };
}

export const treeTables = ({ bigint, table, keyed }: DdlWords, bytes: 'BLOB' | 'BYTEA'): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tree_tiles (
    level ${bigint} NOT NULL, tile ${bigint} NOT NULL, hashes ${bytes} NOT NULL, PRIMARY KEY (level, tile)) ${table}`,
  `CREATE TABLE IF NOT EXISTS tree_state (
    one ${bigint} PRIMARY KEY, size ${bigint} NOT NULL, ledger TEXT NOT NULL, last TEXT NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS tree_checkpoints (
    hour TEXT PRIMARY KEY, size ${bigint} NOT NULL, note TEXT NOT NULL) ${keyed}`,
];
