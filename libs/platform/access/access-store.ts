import { hash, randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Actor } from '#domain/kernel/metadata.js';
import type { Role } from '#domain/kernel/roles.js';

/** Whom a credential speaks for, and what it may do. */
export interface Credential {
  /** The token's id; `admin` for ADMIN_TOKEN. */
  readonly token: string;
  readonly actor: Actor;
  readonly programmes: readonly string[];
  readonly groups: readonly string[];
  /** True for a secret that is never stored and holds while the process runs. */
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
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT NOT NULL, credential TEXT NOT NULL,
    label TEXT, created_at TEXT NOT NULL, revoked_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS people (party TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
`;

/** A token's secret: 256 bits, told apart at sight. */
export function newSecret(): string {
  return `al_${randomBytes(32).toString('base64url')}`;
}

/**
 * Tokens, as hashes, and the directory of people, whose names can be erased: `access.db`.
 * Another process may write beside this one; what it wrote is seen within a second.
 */
export function openAccessStore(folder: string) {
  const file = join(folder, 'access.db');
  const db = new Database(file);
  // Before anything is written: what SQLite keeps beside the file has the file's own mode.
  chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.exec(SCHEMA);
  let live = new Map<string, Credential>();
  let version = -1;
  let lookedAt = 0;
  const read = db.prepare('SELECT hash, credential FROM tokens WHERE revoked_at IS NULL');

  function refresh(): void {
    const now = Date.now();
    if (now - lookedAt < 1000) return;
    lookedAt = now;
    const seen = db.pragma('data_version', { simple: true }) as number;
    if (seen !== version) reload(seen);
  }

  function reload(seen = version): void {
    version = seen;
    const rows = read.all() as { hash: string; credential: string }[];
    live = new Map(rows.map(({ hash, credential }) => [hash, JSON.parse(credential) as Credential]));
  }

  return {
    /** Whom a secret speaks for; undefined where it is unknown or revoked. */
    authenticate(secret: string): Credential | undefined {
      refresh();
      return live.get(hashOf(secret));
    },
    /** True while the token has not been revoked. */
    isLive(token: string): boolean {
      refresh();
      return [...live.values()].some((credential) => credential.token === token);
    },
    addToken(
      secret: string,
      reference: string,
      credential: Credential,
      label: string | undefined,
      createdAt: string,
    ): void {
      db.prepare(
        'INSERT INTO tokens (id, hash, reference, credential, label, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(credential.token, hashOf(secret), reference, JSON.stringify(credential), label ?? null, createdAt);
      reload();
    },
    revokeToken(id: string, revokedAt: string): void {
      db.prepare('UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(revokedAt, id);
      reload();
    },
    tokens(): TokenRow[] {
      const rows = db.prepare('SELECT * FROM tokens ORDER BY created_at, reference').all() as Record<string, string>[];
      return rows.map((row) => {
        const { actor } = JSON.parse(row.credential as string) as Credential;
        return {
          id: row.id as string,
          reference: row.reference as string,
          party: actor.party,
          roles: actor.roles,
          label: row.label ?? null,
          createdAt: row.created_at as string,
          revokedAt: row.revoked_at ?? null,
        };
      });
    },
    directory: {
      put(party: string, name: string): void {
        db.prepare(
          'INSERT INTO people (party, name) VALUES (?, ?) ON CONFLICT (party) DO UPDATE SET name = excluded.name',
        ).run(party, name);
      },
      erase(party: string): void {
        db.prepare('DELETE FROM people WHERE party = ?').run(party);
        db.pragma('wal_checkpoint(TRUNCATE)');
      },
      name(party: string): string | undefined {
        return db.prepare('SELECT name FROM people WHERE party = ?').pluck().get(party) as string | undefined;
      },
    },
    close(): void {
      db.close();
    },
  };
}

export type AccessStore = ReturnType<typeof openAccessStore>;

function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}
