import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessStore, openAccessStore } from '#access/index.js';
import { CommandHandler, type Commands, type RecordingClock, recordingClock } from '#commands/index.js';
import { commandAggregates, isEnvelope } from '#domain/index.js';
import { hasCode } from '#errors/index.js';
import { type EventStore, openForWriting, StoreError } from '#event-store/index.js';
import { lockForWriting } from '#event-store/sqlite/index.js';
import { detectFolderCopy, writePrivate } from '#platform/index.js';
import { type Clock, REAL_TIME, requireRightClock } from './clock.js';
import type { ServerPorts } from './command-ports.js';
import { EVENTS_FILE, eventsOf, readModelsOf, type StorageConfig } from './locations.js';
import { salting } from './salting.js';

const DATA_FORMAT = 1;
export const FORMAT_FILE = 'format';

export interface Ledger {
  readonly store: EventStore;
  readonly access: AccessStore;
  readonly commands: Commands;
  readonly clock: Clock;
  readonly recording: RecordingClock;
  /** Errors: `history-cut` and `history-rewritten`, where the events are not those that were signed. */
  requireSignedHistory(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the stores of a ledger, which may be empty; does not connect to a store server yet. Errors: unusable or locked
 * folder, simulated clock on a real ledger.
 */
export async function openLedger(
  where: StorageConfig,
  around: ServerPorts = {},
  clock: Clock = REAL_TIME,
): Promise<Ledger> {
  const folder = where.DATA_DIR;
  prepareFolder(folder);
  const store = salting(await openStore(where), clock);
  let access: AccessStore | undefined;
  const close = async () => {
    await store.close();
    await access?.close();
  };
  try {
    await requireRightClock(store, clock, folder);
    access = await openAccessStore(readModelsOf(where));
    const recording = recordingClock(clock);
    if (eventsOf(where).engine === 'sqlite') await observeLast(store, recording);
    const { directory, webhooks, signIns } = access;
    const halted = async (webhook: string) => (await webhooks.progressOf(webhook))?.halted ?? undefined;
    const signIn = (id: string) => signIns.find(id);
    const ports = { halted, signIn, ...around };
    const commands = new CommandHandler({
      store,
      aggregates: commandAggregates,
      clock: recording,
      ...ports,
      directory,
    });
    const requireSignedHistory = () => requireSigned(where, store);
    return { store, access, commands, clock, recording, requireSignedHistory, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function requireSigned(where: StorageConfig, store: EventStore): Promise<void> {
  // Loaded here alone: a command that another process takes must not load what reads the tree.
  const { readTreeStore, requireHighWater } = await import('#tree/index.js');
  const tree = await readTreeStore(readModelsOf(where));
  try {
    await requireHighWater(where.DATA_DIR, store, tree);
  } finally {
    await tree?.close();
  }
}

/** Keeps recordedAt monotonic: no event of this process is earlier than the last one. */
export async function observeLast(store: Pick<EventStore, 'last'>, recording: RecordingClock): Promise<number> {
  const last = await store.last();
  if (last && isEnvelope(last.metadata)) recording.observe(last.metadata.recordedAt);
  return last?.position ?? 0;
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    requireFormat(folder);
    detectFolderCopy(folder, REAL_TIME.now());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Error(`DATA_DIR ${folder} cannot be used: ${(error as Error).message}.`);
  }
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

async function openStore(where: StorageConfig): Promise<EventStore> {
  try {
    return await openForWriting(eventsOf(where));
  } catch (error) {
    throw inUse(where.DATA_DIR, error);
  }
}

/** Locks the data folder even when events are elsewhere: other files in it have one writer. Errors: FolderInUse. */
export function lockFolder(folder: string): () => void {
  try {
    const lock = lockForWriting(join(folder, EVENTS_FILE));
    return () => void lock.close();
  } catch (error) {
    throw inUse(folder, error);
  }
}

function inUse(folder: string, error: unknown): unknown {
  const isHeld = error instanceof StoreError && hasCode(error, 'store-in-use');
  return isHeld ? new FolderInUse(folder, error.fields.pid) : error;
}

export class FolderInUse extends Error {
  constructor(folder: string, pid: number | undefined) {
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    super(`DATA_DIR ${folder} is in use by ${holder}; stop it first, or set DATA_DIR to another folder.`);
    this.name = 'FolderInUse';
  }
}
