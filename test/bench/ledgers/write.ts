import { openForWriting } from '#event-store/sqlite/database.js';
import { largeHistory, sized } from '../../support/read-models/large-history.js';

// Writes a large ledger straight into a new events file, with ids as long as real ones, and tells when it is there.

const [, , file = '', events = ''] = process.argv;
const uuid = (number: number) => `${number.toString(16).padStart(8, '0')}-0000-5000-8000-000000000000`;

const db = openForWriting(file);
const insert = db.prepare('INSERT INTO events (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)');
db.transaction(() => {
  for (const { stream, revision, type, data, metadata, position } of largeHistory(sized(Number(events)))) {
    const command = uuid(position);
    const told = {
      ...metadata,
      commandId: command,
      correlationId: command,
      causationId: command,
      bodyHash: 'a'.repeat(64),
    };
    insert.run(stream, revision, command, type, JSON.stringify(data), JSON.stringify(told));
  }
})();
db.pragma('wal_checkpoint(TRUNCATE)');
db.close();
process.send?.('written');
process.disconnect?.();
