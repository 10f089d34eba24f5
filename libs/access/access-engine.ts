import type { Dialect, RunQuery } from '#platform/index.js';
import type { StoreIdentity, WebhookLease } from '#webhooks/index.js';
import type { AccessTables } from './access-schema.js';

/** What SQLite and PostgreSQL do each in their own way for the one access store. */
export interface AccessEngine {
  readonly dialect: Dialect;
  /** What identifies the store, to recognise a copy; undefined where it is known to be none. */
  identity(run: RunQuery<AccessTables>): Promise<StoreIdentity | undefined>;
  /** Deletes a person's name so that no file of the database holds it any more. */
  eraseName(run: RunQuery<AccessTables>, party: string): Promise<void>;
  /** Removes what was deleted from the files of the database, unless a reader still holds it. */
  purgeDeleted(run: RunQuery<AccessTables>): Promise<void>;
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  /** Told when every webhook of a copy has been resumed. */
  onAllResumed(): void;
  close(): Promise<void>;
}
