import { createHash } from 'node:crypto';
import { READER } from '#domain/timescale/reader.js';
import { indexStatements, tableStatements } from './ddl.js';
import type { AnyProjection } from './projection.js';

/** Raised with a change of the runtime's own that alters rows: the audit trail, effective times, keys, folded texts. */
const RUNTIME_VERSION = 3;

/** What a projection's rows were made by: its version, the runtime's, the reader's of timescales and the layout of the tables. */
export function hashOf(name: string, version: number): string {
  const layout = [...tableStatements({ big: 'BIGINT', text: 'TEXT' }), ...indexStatements()].join('\n');
  return createHash('sha256')
    .update(`${name} ${version} ${RUNTIME_VERSION} ${READER}\n${layout}`)
    .digest('hex')
    .slice(0, 16);
}

/** The hash of each projection, the audit trail's among them. */
export function hashesOf(projections: readonly AnyProjection[]): ReadonlyMap<string, string> {
  const all = [{ name: 'audit', version: 1 }, ...projections];
  return new Map(all.map(({ name, version }) => [name, hashOf(name, version)]));
}
