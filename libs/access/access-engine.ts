import type { Dialect, RunQuery } from '#platform/index.js';
import type { StoreIdentity, WebhookLease } from '#webhooks/index.js';
import type { AccessTables, PersonalTable } from './access-schema.js';

export interface AccessEngine {
  readonly dialect: Dialect;
  identity(run: RunQuery<AccessTables>): Promise<StoreIdentity | undefined>;
  /** After it no file of the database holds what was deleted from these tables (GDPR erasure). */
  purgeErased(run: RunQuery<AccessTables>, tables: readonly PersonalTable[]): Promise<void>;
  purgeDeleted(run: RunQuery<AccessTables>): Promise<void>;
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  acquireDigestLease(): Promise<WebhookLease | undefined>;
  onAllResumed(): void;
  close(): Promise<void>;
}
