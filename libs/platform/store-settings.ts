import { refuseUnsafe, targetOf } from '#event-store/eventstoredb/index.js';

/** The settings that say where a ledger is. */
export interface StoreSettings {
  readonly DATA_DIR: string;
  /** Where the events are; in DATA_DIR unless given. */
  readonly EVENTSTOREDB_URL?: string;
  /** Before the name of every stream, so that ledgers can share an EventStoreDB. */
  readonly STREAM_PREFIX?: string;
  /** Where the read models are; in DATA_DIR unless given. */
  readonly DATABASE_URL?: string;
}

export const DEFAULT_DATA_DIR = './data';

/**
 * The settings that say where a ledger is; throws one clear line where one of them is wrong. A command that only asks
 * reads these alone: what checks the other settings takes longer to load than a question to answer.
 */
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

/** Throws what is wrong with a connection string, without any of it. */
function requireConnectionString(url: string, NODE_ENV: string | undefined): void {
  try {
    targetOf(url);
  } catch (error) {
    throw new Error(`EVENTSTOREDB_URL is wrong. ${(error as Error).message}`);
  }
  const unsafe = refuseUnsafe(url, { NODE_ENV });
  if (unsafe) throw new Error(`EVENTSTOREDB_URL is refused with NODE_ENV=production: ${unsafe}.`);
}
