import type Database from 'better-sqlite3';
import { hashesOf, type ProjectionVersion } from '../tables/hash.js';

/** Names of the projections whose stored rows another version made. */
export function outdated(db: Database.Database, projections: readonly ProjectionVersion[]): string[] {
  const rows = db.prepare<[], { name: string; hash: string }>('SELECT name, hash FROM projections').all();
  const stored = new Map(rows.map(({ name, hash }) => [name, hash]));
  const wanted = hashesOf(projections);
  return [...new Set([...stored.keys(), ...wanted.keys()])].filter((name) => stored.get(name) !== wanted.get(name));
}
