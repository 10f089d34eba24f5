import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandHandler, commandHandler, type Surroundings } from '#commands/handler.js';
import { eventId } from '#commands/ids.js';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { asJson } from '#domain/kernel/json.js';
import type { Actor, CommandMetadata, Principal } from '#domain/kernel/metadata.js';
import { openLedger } from '#domain/ledger/ledger.js';
import { LEDGER_STREAM } from '#domain/ledger/state.js';
import { RegisterParty } from '#domain/party/party.js';
import { versionOf } from '#domain/upcasters.js';
import { StoreError } from '#event-store/errors.js';
import type { EventStore } from '#event-store/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { type AccessStore, openAccessStore } from '#platform/access/access-store.js';
import { writePrivate } from '#platform/private-file.js';
import { EVENTS_FILE } from './locations.js';

/** The form of DATA_DIR; a folder of a newer one is refused. */
const DATA_FORMAT = 1;
export const FORMAT_FILE = 'format';

export interface Ledger {
  readonly store: EventStore;
  readonly access: AccessStore;
  readonly commands: CommandHandler;
  /** The party that ADMIN_TOKEN and the first token speak for. */
  readonly administrator: Actor;
  close(): Promise<void>;
}

/** What the product does by itself, before anybody has a credential. */
export const SYSTEM: Principal = {
  actor: { party: 'system', kind: 'system', roles: ['administrator', 'secretary'] },
  programmes: [],
};

/**
 * Opens the ledger of a data folder, beginning it under `name` where there is none.
 * Fails with one clear sentence, and nothing is left open, where the folder cannot be used, is in use, or has
 * no ledger and no name is given.
 */
export async function openLedgerFolder(
  folder: string,
  name: string | undefined,
  pack?: Surroundings['pack'],
): Promise<Ledger> {
  prepareFolder(folder, name);
  const store = await openStore(folder);
  let access: AccessStore | undefined;
  const close = async () => {
    await store.close();
    access?.close();
  };
  try {
    access = openAccessStore(folder);
    const now = () => new Date().toISOString();
    await begin(store, folder, name, now());
    const commands = commandHandler({ store, aggregates, now, pack, directory: access.directory });
    return { store, access, commands, administrator: await registerAdministrator(commands), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function prepareFolder(folder: string, name: string | undefined): void {
  if (name === undefined && !existsSync(join(folder, EVENTS_FILE))) throw noLedger(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    requireFormat(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(`DATA_DIR ${folder} cannot be used: ${(error as Error).message}.`);
  }
}

function noLedger(folder: string): Error {
  return new Error(`There is no ledger in ${folder}; start the server first, or set DATA_DIR to the folder of one.`);
}

function requireFormat(folder: string): void {
  const file = join(folder, FORMAT_FILE);
  if (!existsSync(file)) writePrivate(file, `${DATA_FORMAT}\n`);
  const format = Number(readFileSync(file, 'utf8'));
  if (format === DATA_FORMAT) return;
  throw new Error(
    `${folder} has data format ${format}; this version reads format ${DATA_FORMAT}. Use the version that wrote it.`,
  );
}

async function openStore(folder: string): Promise<EventStore> {
  try {
    return await openSqliteStore({ file: join(folder, EVENTS_FILE) });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'store-in-use') throw error;
    throw new FolderInUse(folder, error.fields.pid as number | undefined);
  }
}

/** Another process holds the ledger: a server, or a command that writes to it. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number | undefined) {
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    super(`DATA_DIR ${folder} is in use by ${holder}; stop it first, or set DATA_DIR to another folder.`);
    this.name = 'FolderInUse';
  }
}

async function begin(store: EventStore, folder: string, name: string | undefined, recordedAt: string): Promise<void> {
  const [opened] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (opened) return;
  // The file of a first start that was cut off before the ledger had its first event.
  if (name === undefined) throw noLedger(folder);
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
