import type { DdlWords } from '#platform/index.js';
import type { WebhookTables } from '#webhooks/index.js';
import type { StoredToken } from './credential.js';

export interface AccessTables extends WebhookTables {
  readonly tokens: StoredToken;
  readonly people: { readonly party: string; readonly name: string };
}

export const accessTables = ({ binary, table }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT ${binary} NOT NULL, credential TEXT NOT NULL,
    label TEXT, created_at TEXT ${binary} NOT NULL, revoked_at TEXT) ${table}`,
  `CREATE TABLE IF NOT EXISTS people (party TEXT PRIMARY KEY, name TEXT NOT NULL) ${table}`,
];
