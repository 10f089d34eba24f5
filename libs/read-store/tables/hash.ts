import { createHash } from 'node:crypto';
import { READER } from '#domain/index.js';
import { indexStatements, POSTGRES_SEARCH, SQLITE_SEARCH, tableStatements } from './ddl.js';

/** Raise when the runtime changes rows: audit trail, effective times, keys, folded texts or search words. */
const RUNTIME_VERSION = 4;

export interface ProjectionVersion {
  readonly name: string;
  readonly version: number;
}

/** Each covers the projection's version, the runtime's, the timescale reader's and the table layout. */
export function hashesOf(projections: readonly ProjectionVersion[]): ReadonlyMap<string, string> {
  const tables = [...tableStatements({ big: 'BIGINT', text: 'TEXT' }), ...indexStatements()];
  const layout = [...tables, ...SQLITE_SEARCH, ...POSTGRES_SEARCH].join('\n');
  const hashOf = ({ name, version }: ProjectionVersion) =>
    createHash('sha256')
      .update(`${name} ${version} ${RUNTIME_VERSION} ${READER}\n${layout}`)
      .digest('hex')
      .slice(0, 16);
  return new Map([{ name: 'audit', version: 1 }, ...projections].map((each) => [each.name, hashOf(each)]));
}
