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
  readonly tree_cosigned: { readonly size: number; readonly note: string; readonly pinned_at: string };
  readonly tree_witnesses: {
    readonly witness: string;
    readonly outcome: string;
    readonly detail: string;
    readonly at: string;
    readonly size: number;
    readonly time: number;
    readonly set_back: string | null;
  };
}

export const treeTables = ({ bigint, table, keyed }: DdlWords, bytes: 'BLOB' | 'BYTEA'): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tree_tiles (
    level ${bigint} NOT NULL, tile ${bigint} NOT NULL, hashes ${bytes} NOT NULL, PRIMARY KEY (level, tile)) ${table}`,
  `CREATE TABLE IF NOT EXISTS tree_state (
    one ${bigint} PRIMARY KEY, size ${bigint} NOT NULL, ledger TEXT NOT NULL, last TEXT NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS tree_checkpoints (
    hour TEXT PRIMARY KEY, size ${bigint} NOT NULL, note TEXT NOT NULL) ${keyed}`,
];

/** Checkpoints that witnesses are asked to cosign, and what came of it. */
export const witnessTables = ({ bigint, table, keyed }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tree_cosigned (
    size ${bigint} PRIMARY KEY, note TEXT NOT NULL, pinned_at TEXT NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS tree_witnesses (
    witness TEXT PRIMARY KEY, outcome TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL,
    size ${bigint} NOT NULL, time ${bigint} NOT NULL, set_back TEXT) ${keyed}`,
];
