import type { AccessErrorCode } from '#errors/index.js';
import type { StoredWebhook, WebhookLease, WebhookStore } from '#webhooks/index.js';
import type { Credential, StoredToken, TokenRow } from './credential.js';

/**
 * What no event holds: the hashes of tokens, the progress and secrets of webhooks, and the names of people, which can be
 * erased. Other processes may write to it too; their revocations are seen within a second.
 */
export interface AccessStore {
  /** Whom a secret speaks for; undefined where it is unknown or revoked. */
  authenticate(secret: string): Promise<Credential | undefined>;
  /** True while the token has not been revoked. */
  isLive(token: string): Promise<boolean>;
  /** Whom a token speaks for, by its id; undefined where it is unknown or revoked. */
  credentialOf(token: string): Promise<Credential | undefined>;
  /** Stores a token's secret as a hash; false where the token has one already, which stays. */
  addToken(token: NewToken): Promise<boolean>;
  revokeToken(id: string, revokedAt: string): Promise<void>;
  tokens(): Promise<TokenRow[]>;
  readonly directory: People;
  readonly webhooks: WebhookStore;
  /** Takes the lease to dispatch webhooks; undefined where another process holds it. */
  acquireWebhookLease(): Promise<WebhookLease | undefined>;
  /** Everything at one moment, sorted, so that equal stores have equal snapshots. */
  snapshot(): Promise<AccessSnapshot>;
  /** Inserts the snapshot of another store in one transaction; fails on any row that is here already. */
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

/** The content of a store without the log of attempts. */
export interface AccessSnapshot {
  readonly tokens: readonly StoredToken[];
  readonly webhooks: readonly StoredWebhook[];
  readonly people: readonly { readonly party: string; readonly name: string }[];
}

/** The names of persons, by the ids of their parties. */
export interface People {
  put(party: string, name: string): Promise<void>;
  /** Erases a name for good: no file of the store holds it afterwards. */
  erase(party: string): Promise<void>;
  /** The names that are kept of some parties. */
  namesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The database of the access store does not answer. */
export class AccessUnavailable extends Error {
  readonly code: AccessErrorCode = 'access-unavailable';
}
