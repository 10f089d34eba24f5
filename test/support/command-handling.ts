import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandHandler } from '#commands/handler.js';
import type { PersonNameStore } from '#commands/ports.js';
import { recordingClock } from '#commands/recording-clock.js';
import type { Request, Result } from '#commands/request.js';
import { aggregates, commandAggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import type { CommandBody } from '#domain/kernel/command.js';
import type { Aggregate, Kind } from '#domain/kernel/decider.js';
import type { Principal } from '#domain/kernel/metadata.js';
import type { Role } from '#domain/kernel/roles.js';
import type { EventStore } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';

const inFolder = (folder: string) => openSqliteStore({ file: join(folder, 'events.db') });

/** A ledger in a folder of its own, with as many command handlers on it as are asked for. */
export async function openTestLedger(open: (folder: string) => EventStore | Promise<EventStore> = inFolder) {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const store = await open(folder);
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();
  const directory: PersonNameStore = {
    async put(party, name) {
      names.set(party, name);
    },
    async putAddress(party, address) {
      addresses.set(party, address);
    },
    async eraseAddress(party) {
      addresses.delete(party);
    },
    async erase(party) {
      names.delete(party);
      addresses.delete(party);
    },
  };
  let clock = Date.parse('2018-06-01T09:00:00Z');
  const now = () => new Date(clock++).toISOString();
  return {
    store,
    names,
    addresses,
    /** On the ledger's own store, or on one that stands for it. */
    handler: (on: EventStore = store): CommandHandler =>
      new CommandHandler({ store: on, aggregates: commandAggregates, clock: recordingClock({ now }), directory }),
    async close(): Promise<void> {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function principal(...roles: Role[]): Principal {
  const party = '11111111-1111-4111-8111-111111111111';
  return { actor: { party, kind: 'post', roles }, token: '22222222-2222-4222-8222-222222222222', programmes: [] };
}

type Extras = Partial<Pick<Request, 'ref' | 'verb' | 'principal' | 'idempotencyKey' | 'ifMatch'>>;

/** Reads a body as the real doors do, and handles it. */
export function send(handler: CommandHandler, kind: Kind, body: object, extras: Extras = {}): Promise<Result> {
  const aggregate: Aggregate = aggregates[kind as keyof typeof aggregates];
  const rule = extras.verb === undefined ? aggregate.creation : aggregate.verbs[extras.verb];
  if (!rule) throw new Error(`${kind} has no verb ${extras.verb}`);
  const read = readBody<CommandBody>(rule.body, body);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return handler.handle({ kind, command: read.command, principal: principal('secretary', 'administrator'), ...extras });
}
