import { createHash } from 'node:crypto';

/**
 * Plain data, so that it can be sent to worker threads and processes. A database URL holds secrets: never log it or
 * pass it in argv.
 */
export type ReadLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

export const inDataDir = (dataDir: string): ReadLocation => ({ engine: 'sqlite', dataDir });

const SCHEMA = 'action_ledger';

export function inDatabase(url: string, streamPrefix = ''): ReadLocation & { readonly engine: 'postgres' } {
  return { engine: 'postgres', url, schema: streamPrefix === '' ? SCHEMA : `${SCHEMA}_${nameOf(streamPrefix)}` };
}

/** A readable part of the prefix plus a hash that keeps two prefixes apart. */
function nameOf(prefix: string): string {
  const seen = prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20);
  return `${seen}_${createHash('sha256').update(prefix).digest('hex').slice(0, 8)}`;
}
