import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandHandler, commandHandler, type Surroundings } from '#commands/handler.js';
import { eventId } from '#commands/ids.js';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { asJson } from '#domain/kernel/json.js';
import type { Actor, CommandMetadata, Principal } from '#domain/kernel/metadata.js';
import { LEDGER_STREAM, openLedger } from '#domain/ledger/ledger.js';
import { RegisterParty } from '#domain/party/party.js';
import { versionOf } from '#domain/upcasters.js';
import type { EventStore } from '#event-store/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { type AccessStore, openAccessStore } from '#platform/access/access-store.js';

/** The form of DATA_DIR; a folder of a newer one is refused. */
export const DATA_FORMAT = 1;

export interface Ledger {
  readonly store: EventStore;
  readonly access: AccessStore;
  readonly commands: CommandHandler;
  /** The party that ADMIN_TOKEN and the first token speak for. */
  readonly administrator: Actor;
}

/** What the product does by itself, before anybody has a credential. */
export const SYSTEM: Principal = {
  actor: { party: 'system', kind: 'system', roles: ['administrator', 'secretary'] },
  programmes: [],
};

/** Opens the ledger of a data folder, beginning it where there is none. */
export async function openLedgerFolder(folder: string, name: string, pack?: Surroundings['pack']): Promise<Ledger> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  requireFormat(folder);
  const store = await openSqliteStore({ file: join(folder, 'events.db') });
  const access = openAccessStore(folder);
  chmodSync(join(folder, 'access.db'), 0o600);
  const now = () => new Date().toISOString();
  await begin(store, name, now());
  const commands = commandHandler({ store, aggregates, now, pack, directory: access.directory });
  return { store, access, commands, administrator: await registerAdministrator(commands) };
}

function requireFormat(folder: string): void {
  const file = join(folder, 'format');
  if (!existsSync(file)) writeFileSync(file, `${DATA_FORMAT}\n`);
  const format = Number(readFileSync(file, 'utf8'));
  if (format === DATA_FORMAT) return;
  throw new Error(
    `${folder} has data format ${format}; this version reads format ${DATA_FORMAT}. Use the version that wrote it.`,
  );
}

async function begin(store: EventStore, name: string, recordedAt: string): Promise<void> {
  const [opened] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (opened) return;
  const ledger = randomUUID();
  const metadata: CommandMetadata = {
    recordedAt,
    actor: SYSTEM.actor,
    occurredAt: recordedAt,
    commandId: ledger,
    bodyHash: '',
    correlationId: ledger,
    causationId: ledger,
  };
  const events = openLedger(ledger, name, false).map((fact, index) => ({
    id: eventId(ledger, '', LEDGER_STREAM, index),
    type: fact.type,
    data: asJson(fact.data),
    metadata: asJson({ ...metadata, schemaVersion: versionOf(fact.type) }),
  }));
  await store.append(LEDGER_STREAM, events, 'noStream');
}

/** The administrator's party, the same at every start. */
async function registerAdministrator(commands: CommandHandler): Promise<Actor> {
  const read = readBody(RegisterParty, { kind: 'post', name: 'Ledger administrator' });
  if ('errors' in read) throw new Error('The administrator cannot be registered.');
  const { id } = await commands.handle({
    kind: 'party',
    command: read.command,
    principal: SYSTEM,
    idempotencyKey: 'ledger-administrator',
  });
  return { party: id, kind: 'post', post: 'Ledger administrator', roles: ['administrator', 'secretary'] };
}
