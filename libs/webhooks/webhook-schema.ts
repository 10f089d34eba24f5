import type { DdlWords } from '#platform/index.js';
import type { StoredAttempt, StoredWebhook } from './webhook-store.js';

export interface WebhookTables {
  readonly webhooks: StoredWebhook;
  readonly webhook_attempts: StoredAttempt;
  /** One row that identifies the database; a copy finds the original's. */
  readonly home: { readonly mark: string };
}

export const webhookTables = ({ bigint, table, keyed }: DdlWords): readonly string[] => [
  `CREATE TABLE IF NOT EXISTS webhooks (
    id TEXT PRIMARY KEY, secret TEXT, secret_revision INTEGER NOT NULL, restart INTEGER NOT NULL, number ${bigint},
    failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT) ${table}`,
  `CREATE TABLE IF NOT EXISTS webhook_attempts (
    webhook TEXT NOT NULL, nth ${bigint} NOT NULL, event_id TEXT NOT NULL, number ${bigint} NOT NULL,
    position ${bigint} NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    failure TEXT, milliseconds INTEGER NOT NULL, next_at TEXT, PRIMARY KEY (webhook, nth)) ${keyed}`,
];

export const addedWebhookColumns = ({ binary }: DdlWords): Readonly<Record<string, string>> => ({
  event_id: 'TEXT',
  requeued: 'INTEGER NOT NULL DEFAULT 0',
  halted: 'TEXT',
  old_secret: 'TEXT',
  old_until: `TEXT ${binary}`,
});

export const homeTable = ({ table }: DdlWords) => `CREATE TABLE IF NOT EXISTS home (mark TEXT NOT NULL) ${table}`;

export const addWebhookColumn = ([name, type]: readonly [string, string]) =>
  `ALTER TABLE webhooks ADD COLUMN ${name} ${type}`;
