import type { Dialect, RunQuery } from '#platform/index.js';
import type { StoreIdentity, WebhookLease } from '#webhooks/index.js';
import type { AccessTables } from './access-schema.js';

export interface AccessEngine {
  readonly dialect: Dialect;
  identity(run: RunQuery<AccessTables>): Promise<StoreIdentity | undefined>;
  /** No file of the database may still hold the name (GDPR erasure). */
  eraseName(run: RunQuery<AccessTables>, party: string): Promise<void>;
  purgeDeleted(run: RunQuery<AccessTables>): Promise<void>;
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  onAllResumed(): void;
  close(): Promise<void>;
}
