import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { acknowledgeCopy, restoredFrom } from '#platform/folder-copy.js';
import { prepareWebhooks } from '#webhooks/sqlite-schema.js';
import { sqliteWebhooks } from '#webhooks/sqlite-webhooks.js';
import { type StoredWebhook, WEBHOOK_COLUMNS } from '#webhooks/webhook-store.js';
import type { AccessStore, Kept } from './access-store.js';
import { hashOf, type LiveTokens, liveTokens, type StoredToken, tokenRow } from './credential.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT NOT NULL, credential TEXT NOT NULL,
    label TEXT, created_at TEXT NOT NULL, revoked_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS people (party TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
`;

const TOKEN = 'id, hash, reference, credential, label, created_at, revoked_at';
const WEBHOOK = WEBHOOK_COLUMNS.join(', ');

const LOOK_EVERY_MS = 1_000;
/** How often, and how long apart, an erasure tries to empty the log while another process reads. */
const ERASE_ATTEMPTS = 50;
const ERASE_RETRY_MS = 100;

/** Tokens, webhooks and people in a data folder: `access.db`. */
export function openSqliteAccess(dataDir: string): AccessStore {
  const file = join(dataDir, 'access.db');
  const db = new Database(file);
  // Before anything is written: what SQLite keeps beside the file has the file's own mode.
  chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.exec(SCHEMA);
  prepareWebhooks(db, restoredFrom(dataDir));
  const read = db.prepare<[], { hash: string; credential: string }>(
    'SELECT hash, credential FROM tokens WHERE revoked_at IS NULL',
  );
  const nameOf = db.prepare<[string], string>('SELECT name FROM people WHERE party = ?').pluck();
  let live = liveTokens([]);
  let version = -1;
  let lookedAt = 0;

  function current(): LiveTokens {
    const now = Date.now();
    if (now - lookedAt < LOOK_EVERY_MS) return live;
    lookedAt = now;
    const seen = db.pragma('data_version', { simple: true }) as number;
    if (seen !== version) reload(seen);
    return live;
  }

  function reload(seen = version): void {
    version = seen;
    live = liveTokens(read.all());
  }

  return {
    authenticate: async (secret) => current().of(secret),
    isLive: async (token) => current().ofToken(token) !== undefined,
    credentialOf: async (token) => current().ofToken(token),
    async addToken({ secret, reference, credential, label, createdAt }) {
      const { changes } = db
        .prepare(
          `INSERT INTO tokens (id, hash, reference, credential, label, created_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING`,
        )
        .run(credential.token, hashOf(secret), reference, JSON.stringify(credential), label ?? null, createdAt);
      reload();
      return changes > 0;
    },
    async revokeToken(id, revokedAt) {
      db.prepare('UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL').run(revokedAt, id);
      reload();
    },
    tokens: async () =>
      db.prepare<[], StoredToken>('SELECT * FROM tokens ORDER BY created_at, reference').all().map(tokenRow),
    webhooks: sqliteWebhooks(db, () => acknowledgeCopy(dataDir, new Date().toISOString())),
    // Whoever serves this folder is the only one.
    acquireWebhookLease: async () => ({ lost: new AbortController().signal, release: async () => {} }),
    directory: {
      async put(party, name) {
        db.prepare(
          'INSERT INTO people (party, name) VALUES (?, ?) ON CONFLICT (party) DO UPDATE SET name = excluded.name',
        ).run(party, name);
      },
      async erase(party) {
        db.prepare('DELETE FROM people WHERE party = ?').run(party);
        await emptyLog(db);
      },
      async namesOf(parties) {
        return new Map(
          parties.flatMap((party) => {
            const name = nameOf.get(party);
            return name === undefined ? [] : [[party, name] as const];
          }),
        );
      },
    },
    kept: async () =>
      db.transaction(() => ({
        tokens: db.prepare<[], StoredToken>(`SELECT ${TOKEN} FROM tokens ORDER BY id`).all(),
        webhooks: db.prepare<[], StoredWebhook>(`SELECT ${WEBHOOK} FROM webhooks ORDER BY id`).all(),
        people: db.prepare<[], Kept['people'][number]>('SELECT party, name FROM people ORDER BY party').all(),
      }))(),
    async keep({ tokens, webhooks, people }) {
      const addToken = db.prepare(`INSERT INTO tokens (${TOKEN})
        VALUES (@id, @hash, @reference, @credential, @label, @created_at, @revoked_at)`);
      const addWebhook = db.prepare(`INSERT INTO webhooks (${WEBHOOK})
        VALUES (${WEBHOOK_COLUMNS.map((column) => `@${column}`).join(', ')})`);
      const addPerson = db.prepare('INSERT INTO people (party, name) VALUES (@party, @name)');
      db.transaction(() => {
        for (const token of tokens) addToken.run(token);
        for (const webhook of webhooks) addWebhook.run(webhook);
        for (const person of people) addPerson.run(person);
      }).immediate();
      reload();
    },
    async close() {
      db.close();
    },
  };
}

/** Empties the log, which holds what was deleted until then; fails where a reader never lets go of it. */
async function emptyLog(db: Database.Database): Promise<void> {
  for (let attempt = 1; attempt <= ERASE_ATTEMPTS; attempt++) {
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    if (result?.busy === 0) return;
    await delay(ERASE_RETRY_MS);
  }
  throw new Error('The name is deleted, but its old copy cannot be removed while another process reads access.db.');
}
