import { redacted } from '#event-store/eventstoredb/connection-string.js';
import { versionOf } from './version-of.js';

// Says which server EVENTSTOREDB_URL names and of which version it is, or why it cannot be asked.

const url = process.env.EVENTSTOREDB_URL ?? '';
try {
  console.log(`EventStoreDB ${await versionOf(url)} at ${redacted(url)}`);
} catch (error) {
  console.error(`EventStoreDB at ${redacted(url)} cannot be reached: ${(error as Error).message}`);
  process.exitCode = 1;
}
