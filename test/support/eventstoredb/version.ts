import { Connection } from '#event-store/eventstoredb/connection.js';
import { redacted, targetOf } from '#event-store/eventstoredb/connection-string.js';

// Says which server EVENTSTOREDB_URL names and of which version it is, or why it cannot be asked.

const url = process.env.EVENTSTOREDB_URL ?? '';
const connection = new Connection(targetOf(url), 0);
try {
  await connection.connected(10_000);
  console.log(`EventStoreDB ${await connection.version()} at ${redacted(url)}`);
} catch (error) {
  console.error(`EventStoreDB at ${redacted(url)} cannot be reached: ${(error as Error).message}`);
  process.exitCode = 1;
}
await connection.retire();
