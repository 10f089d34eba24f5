import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { lockForWriting } from '#event-store/sqlite/index.js';
import type { AddedCheckpoint, EvidenceKind, HeldCheckpoint, Judgement } from './add-checkpoint.js';

export interface SeenLog extends HeldCheckpoint {
  readonly origin: string;
  readonly cosignedAt: string;
}

/** What a log signed, and what it had signed before. */
export interface Evidence {
  readonly at: string;
  readonly origin: string;
  readonly kind: EvidenceKind;
  readonly held: string;
  readonly shown: string;
  readonly old: number;
  readonly proof: readonly string[];
}

export interface ReadableState {
  logs(): readonly SeenLog[];
  evidence(): readonly Evidence[];
  close(): void;
}

/** What a witness has cosigned, in one file. */
export interface WitnessState extends ReadableState {
  /** Judges and remembers in one transaction, flushed to the disk before it answers. */
  take(origin: string, added: AddedCheckpoint, judged: (held: HeldCheckpoint | undefined) => Judgement): Judgement;
}

/** A log could sign new forks without end; the first prove enough. */
const MOST_EVIDENCE = 100;

const TABLES = `
  CREATE TABLE IF NOT EXISTS witness (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS logs (
    origin TEXT PRIMARY KEY, size INTEGER NOT NULL, note TEXT NOT NULL, cosigned_at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS evidence (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, origin TEXT NOT NULL, kind TEXT NOT NULL, held TEXT NOT NULL,
    shown TEXT NOT NULL, old INTEGER NOT NULL, proof TEXT NOT NULL, UNIQUE (origin, held, shown)) STRICT;`;

/** Makes the file where there is none. Errors: another process has it open; it is of a witness with another key. */
export function openWitnessState(file: string, key: string, now: () => Date): WitnessState {
  const lock = lockForWriting(file);
  try {
    const db = new Database(file);
    chmodSync(file, 0o600);
    // One file, and no cosignature leaves before what it says is on the disk.
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = EXTRA');
    db.exec(TABLES);
    requireKey(db, file, key);
    return stateOf(db, lock, now);
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Reads beside a running witness. */
export function readWitnessState(file: string): ReadableState {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  return { ...readingOf(db), close: () => void db.close() };
}

function requireKey(db: Database.Database, file: string, key: string): void {
  db.prepare('INSERT INTO witness (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING').run(key);
  const of = db.prepare<[], string>('SELECT key FROM witness').pluck().get();
  if (of !== key)
    throw new Error(`${file} is the state of another witness, ${of}. Give its own key, or another folder.`);
}

function stateOf(db: Database.Database, lock: Database.Database, now: () => Date): WitnessState {
  const held = db.prepare<[string], HeldCheckpoint>('SELECT size, note FROM logs WHERE origin = ?');
  const remember = db.prepare(`INSERT INTO logs (origin, size, note, cosigned_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET size = excluded.size, note = excluded.note, cosigned_at = excluded.cosigned_at`);
  const counted = db.prepare<[string], number>('SELECT count(*) FROM evidence WHERE origin = ?').pluck();
  const keep = db.prepare(`INSERT INTO evidence (at, origin, kind, held, shown, old, proof)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const take = db.transaction<WitnessState['take']>((origin, { note, old, proof }, judged) => {
    const before = held.get(origin);
    const verdict = judged(before);
    const at = now().toISOString();
    if (verdict.status === 200) remember.run(origin, verdict.head.size, note, at);
    else if ('evidence' in verdict && before && Number(counted.get(origin)) < MOST_EVIDENCE) {
      const path = JSON.stringify(proof.map((hash) => hash.toString('base64')));
      keep.run(at, origin, verdict.evidence, before.note, note, old, path);
    }
    return verdict;
  });
  return {
    ...readingOf(db),
    take: (...given) => take.immediate(...given),
    close() {
      db.close();
      lock.close();
    },
  };
}

interface EvidenceRow extends Omit<Evidence, 'proof'> {
  readonly proof: string;
}

function readingOf(db: Database.Database): Pick<ReadableState, 'logs' | 'evidence'> {
  const logs = db.prepare<[], SeenLog>(
    'SELECT origin, size, note, cosigned_at AS cosignedAt FROM logs ORDER BY origin',
  );
  const evidence = db.prepare<[], EvidenceRow>(
    'SELECT at, origin, kind, held, shown, old, proof FROM evidence ORDER BY id',
  );
  return {
    logs: () => logs.all(),
    evidence: () => evidence.all().map((row) => ({ ...row, proof: JSON.parse(row.proof) })),
  };
}
