import type { Dialect, RunQuery } from '#platform/index.js';
import type { StoreIdentity, WebhookLease } from '#webhooks/index.js';
import type { AccessTables, PersonalTable } from './access-schema.js';

export interface AccessEngine {
  readonly dialect: Dialect;
  identity(run: RunQuery<AccessTables>): Promise<StoreIdentity | undefined>;
  /** No file of the database may still hold what the tables held of the party (GDPR erasure). */
  erase(run: RunQuery<AccessTables>, party: string, tables: readonly PersonalTable[]): Promise<void>;
  purgeDeleted(run: RunQuery<AccessTables>): Promise<void>;
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  acquireDigestLease(): Promise<WebhookLease | undefined>;
  onAllResumed(): void;
  close(): Promise<void>;
}
