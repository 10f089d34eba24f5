import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Commands, createdId, eventId, partysCommandId } from '#commands/index.js';

import {
  type Actor,
  asJson,
  type CommandMetadata,
  isEnvelope,
  LEDGER_STREAM,
  openLedger as openingFacts,
  type Principal,
  RegisterParty,
  readBody,
  versionOf,
} from '#domain/index.js';

import { type EventStore, StoreError } from '#event-store/index.js';

import type { Clock } from './clock.js';
import { eventsOf, noLedger, type StorageConfig } from './locations.js';
import { type Ledger, openLedger } from './open-ledger.js';

/** What the product does by itself, before anybody has a credential. */
export const SYSTEM: Principal = {
  actor: { party: 'system', kind: 'system', roles: ['administrator', 'secretary'] },
  programmes: [],
};

const ADMINISTRATOR_KEY = 'ledger-administrator';
const ADMINISTRATOR = { kind: 'post', name: 'Ledger administrator' } as const;

/** The party that ADMIN_TOKEN and the first token speak for: the same at every start, of every ledger. */
export const administrator: Actor = {
  party: createdId(partysCommandId(SYSTEM.actor.party, ADMINISTRATOR_KEY), 'party'),
  kind: ADMINISTRATOR.kind,
  post: ADMINISTRATOR.name,
  roles: ['administrator', 'secretary'],
};

/** Whose the keys of the command line are, whether a server runs or not. */
export const COMMAND_LINE = 'cli';

/** Whether the store holds no ledger yet. */
export async function isEmpty(store: EventStore): Promise<boolean> {
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (first && !isEnvelope(first.metadata))
    throw new Error(
      `Stream ${LEDGER_STREAM} begins with ${first.type}, which somebody else has written; set STREAM_PREFIX to a prefix that nobody uses.`,
    );
  return first === undefined;
}

/**
 * Begins the ledger where there is none yet, under the name that is then asked for, and sees to it that its
 * administrator is there. Of several processes that do so at once on one store, one begins it. What begins under a
 * simulated clock is marked as illustrative.
 */
export async function beginLedger({ store, commands, clock }: Ledger, nameOf: () => string): Promise<void> {
  if (await isEmpty(store)) await begin(store, nameOf(), clock);
  await registerAdministrator(commands);
}

/**
 * Opens a ledger for commands, beginning it under `name` where there is none. Fails with one clear sentence, and
 * nothing is left open, where it cannot be opened, or has not begun and no name is given.
 */
export async function openBegunLedger(where: StorageConfig, name: string | undefined): Promise<Ledger> {
  const events = eventsOf(where);
  if (name === undefined && events.engine === 'sqlite' && !existsSync(events.file)) throw noLedger(where);
  const ledger = await openLedger(where);
  try {
    await beginLedger(ledger, () => {
      // Also the file of a first start that was cut off before the ledger had its first event.
      if (name === undefined) throw noLedger(where);
      return name;
    });
    return ledger;
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

async function begin(store: EventStore, name: string, clock: Clock): Promise<void> {
  // An invented ledger is the same at each load, its id included.
  const ledger = clock.simulated ? createdId(partysCommandId(SYSTEM.actor.party, name), 'ledger') : randomUUID();
  const recordedAt = clock.now();
  const metadata: CommandMetadata = {
    recordedAt,
    actor: SYSTEM.actor,
    occurredAt: recordedAt,
    commandId: ledger,
    bodyHash: '',
    correlationId: ledger,
    causationId: ledger,
  };
  const events = openingFacts(ledger, name, clock.simulated).map((fact, index) => ({
    id: eventId(ledger, '', LEDGER_STREAM, index),
    type: fact.type,
    data: asJson(fact.data),
    metadata: asJson({ ...metadata, schemaVersion: versionOf(fact.type) }),
  }));
  try {
    await store.append(LEDGER_STREAM, events, 'noStream');
  } catch (error) {
    // Another process was faster: the ledger is the one that it began.
    if (!(error instanceof StoreError) || error.code !== 'wrong-expected-revision') throw error;
  }
}

async function registerAdministrator(commands: Commands): Promise<void> {
  const read = readBody(RegisterParty, ADMINISTRATOR);
  if ('errors' in read) throw new Error('The administrator cannot be registered.');
  await commands.handle({
    kind: 'party',
    command: read.command,
    principal: SYSTEM,
    idempotencyKey: ADMINISTRATOR_KEY,
  });
}
