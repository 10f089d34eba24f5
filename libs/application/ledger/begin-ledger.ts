import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Commands, createdId, eventId, partysCommandId } from '#commands/index.js';
import {
  asJson,
  type CommandMetadata,
  isEnvelope,
  LEDGER_STREAM,
  openLedger as openingFacts,
  RegisterParty,
  readBody,
  versionOf,
} from '#domain/index.js';
import { type EventStore, StoreError } from '#event-store/index.js';
import type { Clock } from './clock.js';
import { eventsOf, noLedger, type StorageConfig } from './locations.js';
import { type Ledger, openLedger } from './open-ledger.js';
import { ADMINISTRATOR, ADMINISTRATOR_KEY, SYSTEM } from './principals.js';

export async function isEmpty(store: EventStore): Promise<boolean> {
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (first && !isEnvelope(first.metadata))
    throw new Error(
      `Stream ${LEDGER_STREAM} begins with event ${first.type} of another product; set STREAM_PREFIX to an unused prefix.`,
    );
  return first === undefined;
}

/**
 * Creates the first event and the administrator once, however many processes race. A simulated clock marks the ledger
 * illustrative.
 */
export async function beginLedger(ledger: Ledger, nameOf: () => string): Promise<void> {
  const { store, commands, clock } = ledger;
  await ledger.requireSignedHistory();
  if (await isEmpty(store)) await begin(store, nameOf(), clock);
  await registerAdministrator(commands);
}

/**
 * Opens a ledger for commands and creates it under `name`. Errors: those of `openLedger`, and no ledger without `name`.
 */
export async function openBegunLedger(where: StorageConfig, name: string | undefined): Promise<Ledger> {
  const events = eventsOf(where);
  if (name === undefined && events.engine === 'sqlite' && !existsSync(events.file)) throw noLedger(where);
  const ledger = await openLedger(where);
  try {
    await beginLedger(ledger, () => {
      // A crash at the first start may leave a file without a first event.
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
  // A seeded id makes each load of an invented ledger identical.
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
    // Another process won the race: use the ledger that it created.
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
