import { createHash } from 'node:crypto';
import { READER } from '#domain/index.js';
import { indexStatements, POSTGRES_SEARCH, SQLITE_SEARCH, tableStatements } from './ddl.js';
import type { AnyProjection } from './projection.js';

/** Raise when the runtime changes rows: audit trail, effective times, keys, folded texts or search words. */
const RUNTIME_VERSION = 4;

/** Covers the projection's version, the runtime's, the timescale reader's and the table layout. */
export function hashOf(name: string, version: number): string {
  const layout = [
    ...tableStatements({ big: 'BIGINT', text: 'TEXT' }),
    ...indexStatements(),
    ...SQLITE_SEARCH,
    ...POSTGRES_SEARCH,
  ].join('\n');
  return createHash('sha256')
    .update(`${name} ${version} ${RUNTIME_VERSION} ${READER}\n${layout}`)
    .digest('hex')
    .slice(0, 16);
}

export function hashesOf(projections: readonly AnyProjection[]): ReadonlyMap<string, string> {
  const all = [{ name: 'audit', version: 1 }, ...projections];
  return new Map(all.map(({ name, version }) => [name, hashOf(name, version)]));
}
