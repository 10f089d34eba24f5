import { createHash } from 'node:crypto';

/**
 * Where the read models of a ledger are kept: plain data, which goes from thread to thread and from process to process.
 * The address of a database holds secrets: it is not to be shown, nor given as an argument of a process.
 */
export type ReadLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** The read models in a data folder. */
export const inDataDir = (dataDir: string): ReadLocation => ({ engine: 'sqlite', dataDir });

/** The schema of the ledger whose streams have no prefix; its read models are in `action_ledger_read_<n>`. */
const SCHEMA = 'action_ledger';

/** The read models in a database, which ledgers with other prefixes of their streams may share. */
export function inDatabase(url: string, streamPrefix = ''): ReadLocation & { readonly engine: 'postgres' } {
  return { engine: 'postgres', url, schema: streamPrefix === '' ? SCHEMA : `${SCHEMA}_${nameOf(streamPrefix)}` };
}

/** What of a prefix can be seen in a name, and what tells it from every other. */
function nameOf(prefix: string): string {
  const seen = prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20);
  return `${seen}_${createHash('sha256').update(prefix).digest('hex').slice(0, 8)}`;
}
