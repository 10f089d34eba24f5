import type { AccessErrorCode } from '#errors/index.js';
import type { Credential, StoredToken, TokenRow } from './credential.js';
import type { StoredWebhook, WebhookStore } from './webhooks/port.js';

/**
 * Tokens, as hashes; what webhooks need that is in no event; and the directory of people, whose names can be erased.
 * Other processes may write beside this one: what they wrote is seen within a second.
 */
export interface AccessStore {
  /** Whom a secret speaks for; undefined where it is unknown or revoked. */
  authenticate(secret: string): Promise<Credential | undefined>;
  /** True while the token has not been revoked. */
  isLive(token: string): Promise<boolean>;
  /** Whom a token speaks for, by its id; undefined where it is unknown or revoked. */
  credentialOf(token: string): Promise<Credential | undefined>;
  /** Keeps the secret of a token that has none yet; false where it has one, which stays. */
  addToken(token: NewToken): Promise<boolean>;
  revokeToken(id: string, revokedAt: string): Promise<void>;
  tokens(): Promise<TokenRow[]>;
  readonly directory: People;
  readonly webhooks: WebhookStore;
  /** Takes the right to send what webhooks are owed; undefined where another process has it. */
  holdWebhooks(): Promise<Held | undefined>;
  /** All that is kept here, in an order of its own: the same for the same tokens and people. */
  kept(): Promise<Kept>;
  /** Keeps what another store kept, all of it or nothing; fails where one of the tokens, webhooks or people is here already. */
  keep(kept: Kept): Promise<void>;
  close(): Promise<void>;
}

export interface NewToken {
  readonly secret: string;
  readonly reference: string;
  readonly credential: Credential;
  readonly label: string | undefined;
  readonly createdAt: string;
}

/** A right that one process has at a time. */
export interface Held {
  /** Aborts when the right is lost. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Tokens, as hashes, the secrets and places of webhooks without their logs, and the names of persons. */
export interface Kept {
  readonly tokens: readonly StoredToken[];
  readonly webhooks: readonly StoredWebhook[];
  readonly people: readonly { readonly party: string; readonly name: string }[];
}

/** The names of persons, by the ids of their parties. */
export interface People {
  put(party: string, name: string): Promise<void>;
  /** Takes a name out for good: nothing of it is left in the files of the store. */
  erase(party: string): Promise<void>;
  /** The names that are kept of some parties. */
  namesOf(parties: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** The database of tokens and people cannot be asked. */
export class AccessUnavailable extends Error {
  readonly code: AccessErrorCode = 'access-unavailable';
}
