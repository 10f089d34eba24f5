import type { DdlWords } from '#platform/index.js';
import type { WebhookTables } from '#webhooks/index.js';
import type { StoredToken } from './credential.js';

export interface AccessTables extends WebhookTables {
  readonly tokens: StoredToken;
  readonly people: { readonly party: string; readonly name: string };
  readonly sessions: {
    readonly id: string;
    readonly token: string;
    readonly process_secret: string | null;
    readonly created_at: string;
    readonly used_at: string;
  };
  readonly sign_in_links: { readonly hash: string; readonly token: string; readonly expires_at: string };
}

export const accessTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT ${binary} NOT NULL, credential TEXT NOT NULL,
    label TEXT, created_at TEXT ${binary} NOT NULL, revoked_at TEXT) ${table}`,
  `CREATE TABLE IF NOT EXISTS people (party TEXT PRIMARY KEY, name TEXT NOT NULL) ${table}`,
];

export const sessionTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, token TEXT NOT NULL, process_secret TEXT,
    created_at TEXT ${binary} NOT NULL, used_at TEXT ${binary} NOT NULL) ${table}`,
  `CREATE TABLE IF NOT EXISTS sign_in_links (
    hash TEXT PRIMARY KEY, token TEXT NOT NULL, expires_at TEXT ${binary} NOT NULL) ${table}`,
];
