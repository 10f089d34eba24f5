import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVENTS_FILE } from '#application/index.js';
import {
  type EventStore,
  inFile,
  onServer,
  openForReading,
  openForWriting,
  type StoreLocation,
} from '#event-store/index.js';

/** Accepts an `esdb://` URL, a data folder or an events file. */
export function storeAt(name: string, prefix: string | undefined): StoreLocation {
  if (/^esdb(\+discover)?:\/\//.test(name)) return onServer(name, prefix ?? '');
  if (prefix !== undefined)
    throw new Error(
      `A stream prefix applies only to an EventStoreDB address (esdb://), not to ${name}; remove the prefix option.`,
    );
  return inFile(name.endsWith('.db') ? name : join(name, EVENTS_FILE));
}

/** Opens read-only, so a running server does not prevent the copy. */
export async function openSource(location: StoreLocation): Promise<EventStore> {
  if (location.engine === 'sqlite' && !existsSync(location.file))
    throw new Error(`There is no ledger in ${location.file}; name the data folder of a ledger or an esdb:// address.`);
  return openForReading(location);
}

export async function openTarget(location: StoreLocation): Promise<EventStore> {
  if (location.engine === 'sqlite') mkdirSync(dirname(location.file), { recursive: true, mode: 0o700 });
  return openForWriting(location);
}
