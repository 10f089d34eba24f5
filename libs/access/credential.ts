import { hash, randomBytes } from 'node:crypto';
import type { Actor, Role } from '#domain/index.js';

export interface Credential {
  readonly token: string;
  readonly actor: Actor;
  readonly programmes: readonly string[];
  readonly groups: readonly string[];
  /** True for a process secret, which is never stored and expires with the process. */
  readonly lasting?: true;
}

export interface TokenRow {
  readonly id: string;
  readonly reference: string;
  readonly party: string;
  readonly roles: readonly Role[];
  readonly label: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  /** To the minute; null where it was never used since uses are kept. */
  readonly lastUsedAt: string | null;
}

/** 256 random bits; the prefix lets secret scanners recognise it. */
export function newSecret(): string {
  return `al_${randomBytes(32).toString('base64url')}`;
}

export function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}

export interface StoredToken {
  readonly id: string;
  readonly hash: string;
  readonly reference: string;
  readonly credential: string;
  readonly label: string | null;
  readonly created_at: string;
  readonly revoked_at: string | null;
}

export function tokenRow(row: StoredToken & { readonly used_at: string | null }): TokenRow {
  const { id, reference, credential, label, created_at, revoked_at, used_at } = row;
  const { actor } = JSON.parse(credential) as Credential;
  const at = { createdAt: created_at, revokedAt: revoked_at, lastUsedAt: used_at };
  return { id, reference, party: actor.party, roles: actor.roles, label, ...at };
}

export function liveTokens(rows: readonly { readonly hash: string; readonly credential: string }[]) {
  const bySecret = new Map(rows.map((row) => [row.hash, JSON.parse(row.credential) as Credential]));
  const byId = new Map([...bySecret.values()].map((credential) => [credential.token, credential]));
  return {
    of: (secret: string): Credential | undefined => bySecret.get(hashOf(secret)),
    ofToken: (token: string): Credential | undefined => byId.get(token),
  };
}

export type LiveTokens = ReturnType<typeof liveTokens>;
