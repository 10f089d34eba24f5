import type { AccessErrorCode } from '#errors/index.js';
import type { StoredWebhook, WebhookLease, WebhookStore } from '#webhooks/index.js';
import type { AccessTables, StoredSignIn } from './access-schema.js';
import type { CalendarFeeds } from './calendar-feeds.js';
import type { Credential, StoredToken, TokenRow } from './credential.js';
import type { Digests } from './digests.js';
import type { Sessions } from './sessions.js';
import type { SignIns } from './sign-ins.js';

/**
 * Holds what no event may: token hashes, webhook progress and secrets, erasable names. Revocations by other processes
 * apply within a second.
 */
export interface AccessStore {
  authenticate(secret: string): Promise<Credential | undefined>;
  isLive(token: string): Promise<boolean>;
  credentialOf(token: string): Promise<Credential | undefined>;
  addToken(token: NewToken): Promise<boolean>;
  revokeToken(id: string, revokedAt: string): Promise<void>;
  tokens(): Promise<TokenRow[]>;
  /** Remembers that the token is used, at most once a minute and after the caller has gone on. */
  noteUse(token: string, now: Date): void;
  readonly directory: People;
  readonly sessions: Sessions;
  readonly calendarFeeds: CalendarFeeds;
  readonly digests: Digests;
  readonly signIns: SignIns;
  readonly webhooks: WebhookStore;
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  acquireDigestLease(): Promise<WebhookLease | undefined>;
  /**
   * A copy leaves out sessions, sign-in links and calendars' addresses, which would admit others to another ledger, and
   * uses of tokens.
   */
  snapshot(): Promise<AccessSnapshot>;
  /** One transaction; fails on any existing row. */
  restore(snapshot: AccessSnapshot): Promise<void>;
  close(): Promise<void>;
}

export interface NewToken {
  readonly secret: string;
  readonly reference: string;
  readonly credential: Credential;
  readonly label: string | undefined;
  readonly createdAt: string;
}

export interface AccessSnapshot {
  readonly tokens: readonly StoredToken[];
  readonly webhooks: readonly StoredWebhook[];
  readonly people: readonly AccessTables['people'][];
  readonly mailAddresses: readonly AccessTables['mail_addresses'][];
  /** So that a copy sends nothing a second time. */
  readonly digests: readonly AccessTables['digests'][];
  readonly digestPeriods: readonly AccessTables['digest_periods'][];
  readonly signIns: readonly StoredSignIn[];
}

export interface People {
  put(party: string, name: string): Promise<void>;
  putAddress(party: string, address: string): Promise<void>;
  eraseAddress(party: string): Promise<void>;
  /** Mail addresses by party. */
  addressesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Erases the name and the mail address. */
  erase(party: string): Promise<void>;
  namesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export class AccessUnavailable extends Error {
  readonly code: AccessErrorCode = 'access-unavailable';
}
