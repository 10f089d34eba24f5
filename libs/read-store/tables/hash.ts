import { createHash } from 'node:crypto';
import { READER } from '#domain/index.js';
import { indexStatements, tableStatements } from './ddl.js';

/** Raise when the runtime changes rows: audit trail, effective times, keys or folded texts. */
const RUNTIME_VERSION = 4;

export interface ProjectionVersion {
  readonly name: string;
  readonly version: number;
}

/** Each covers the projection's version, the runtime's, the timescale reader's and the table layout. */
export function hashesOf(projections: readonly ProjectionVersion[]): ReadonlyMap<string, string> {
  const layout = [...tableStatements({ big: 'BIGINT', text: 'TEXT' }), ...indexStatements()].join('\n');
  const hashOf = ({ name, version }: ProjectionVersion) =>
    createHash('sha256')
      .update(`${name} ${version} ${RUNTIME_VERSION} ${READER}\n${layout}`)
      .digest('hex')
      .slice(0, 16);
  return new Map([{ name: 'audit', version: 1 }, ...projections].map((each) => [each.name, hashOf(each)]));
}
