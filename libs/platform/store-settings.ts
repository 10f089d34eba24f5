import { refuseUnsafe, targetOf } from '#event-store/eventstoredb/index.js';

export interface StoreSettings {
  readonly DATA_DIR: string;
  readonly EVENTSTOREDB_URL?: string;
  readonly STREAM_PREFIX?: string;
  readonly DATABASE_URL?: string;
}

export const DEFAULT_DATA_DIR = './data';

/** Queries validate these settings alone: class-validator takes longer to load than a query to answer. */
export function readStoreSettings(environment: NodeJS.ProcessEnv): StoreSettings {
  const { DATA_DIR, EVENTSTOREDB_URL, STREAM_PREFIX, DATABASE_URL, NODE_ENV } = environment;
  if (STREAM_PREFIX && !/^[\w.-]{1,60}$/.test(STREAM_PREFIX))
    throw new Error(
      `STREAM_PREFIX must be 1 to 60 letters, digits, dots, hyphens or underscores (it is ${JSON.stringify(STREAM_PREFIX)}).`,
    );
  if (DATABASE_URL && !/^postgres(ql)?:\/\/[^\s]+$/.test(DATABASE_URL))
    throw new Error('DATABASE_URL must be an address such as postgres://user:password@host/database.');
  if (STREAM_PREFIX && !EVENTSTOREDB_URL)
    throw new Error('STREAM_PREFIX is for EVENTSTOREDB_URL, which is not set; set it too, or neither.');
  if (EVENTSTOREDB_URL) requireConnectionString(EVENTSTOREDB_URL, NODE_ENV);
  return {
    DATA_DIR: DATA_DIR || DEFAULT_DATA_DIR,
    ...(EVENTSTOREDB_URL && { EVENTSTOREDB_URL }),
    ...(STREAM_PREFIX && { STREAM_PREFIX }),
    ...(DATABASE_URL && { DATABASE_URL }),
  };
}

/** The error never quotes the connection string, which may hold a password. */
function requireConnectionString(url: string, NODE_ENV: string | undefined): void {
  try {
    targetOf(url);
  } catch (error) {
    throw new Error(`EVENTSTOREDB_URL is wrong. ${(error as Error).message}`);
  }
  const unsafe = refuseUnsafe(url, { NODE_ENV });
  if (unsafe) throw new Error(`EVENTSTOREDB_URL is refused with NODE_ENV=production: ${unsafe}.`);
}
