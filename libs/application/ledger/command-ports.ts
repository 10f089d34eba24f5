import type { AccessStore } from '#access/index.js';
import type { CommandHandlerOptions } from '#commands/index.js';
import type { CalendarDate, Instant, LedgerPosition, NextMeeting, NumberedPosition } from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';
import type { Config } from '#platform/index.js';
import { firstMeetingAfter, numberFrom, positionOfNumber } from '#read-models/index.js';
import { EVERYTHING, ReadError } from '#read-store/index.js';
import { pack } from '#reports/index.js';
import { pendingEventOf } from '#webhooks/index.js';
import { tokenReader } from '../queries/viewer.js';
import type { Clock } from './clock.js';
import type { ReadSide } from './read-side.js';

export type ServerPorts = Pick<
  CommandHandlerOptions,
  'pack' | 'place' | 'numbered' | 'pendingEvent' | 'nextMeeting' | 'toPrivateAddresses'
>;

interface ConnectedLedger {
  readonly store: EventStore;
  readonly access: AccessStore;
  readonly clock: Clock;
}

/** The read models open after the command handler, so these ports are connected late. */
export interface ConnectablePorts {
  readonly ports: ServerPorts;
  connect(ledger: ConnectedLedger, readSide: ReadSide): void;
}

export function commandPorts({ WEBHOOKS_TO_PRIVATE_ADDRESSES }: Config): ConnectablePorts {
  let connected: { readonly ledger: ConnectedLedger; readonly readSide: ReadSide } | undefined;
  function required() {
    if (connected) return connected;
    throw new Error('The read models of this process are not open yet; send the command again.');
  }
  return {
    connect(ledger, readSide) {
      connected = { ledger, readSide };
    },
    ports: {
      pack(group) {
        const { ledger, readSide } = required();
        return packOf(ledger.store, readSide, group, ledger.clock.now());
      },
      place: (position) => ledgerPositionOf(required().ledger.store, required().readSide, position),
      nextMeeting: async (group, after) =>
        connected && nextMeetingOf(connected.ledger.store, connected.readSide, group, after),
      numbered: (number) => numberedPositionOf(required().ledger.store, required().readSide, number),
      async pendingEvent(webhook) {
        const { ledger, readSide } = required();
        const { access, store } = ledger;
        const caughtUp = await waitForPosition(await store.head(), readSide);
        return pendingEventOf(
          { webhooks: access.webhooks, readSide: caughtUp, readerOf: tokenReader(access) },
          webhook,
        );
      },
      toPrivateAddresses: WEBHOOKS_TO_PRIVATE_ADDRESSES !== undefined,
    },
  };
}

/** Fails with `projection-behind` rather than show a group a pack that lacks recorded events. */
export async function packOf(store: EventStore, readSide: ReadSide, group: string, now: Instant) {
  return pack(await waitForPosition(await store.head(), readSide), group, now);
}

export async function ledgerPositionOf(
  store: EventStore,
  readSide: ReadSide,
  position: number,
): Promise<LedgerPosition> {
  const head = await store.head();
  const { read } = await waitForPosition(Math.min(position, head), readSide);
  const now = new Date().toISOString();
  return { head, number: await read({ now }, EVERYTHING, (view) => numberFrom(view, position)) };
}

/** Answers undefined while the read models lag: a timescale then waits, and no command is refused. */
export async function nextMeetingOf(
  store: EventStore,
  readSide: ReadSide,
  group: string,
  after: CalendarDate,
): Promise<NextMeeting | undefined> {
  if (!(await readSide.reached(await store.head()))) return undefined;
  const now = new Date().toISOString();
  return readSide.read({ now }, EVERYTHING, (view) => firstMeetingAfter(view, group, after));
}

export async function numberedPositionOf(
  store: EventStore,
  readSide: ReadSide,
  number: number,
): Promise<NumberedPosition> {
  const { read } = await waitForPosition(await store.head(), readSide);
  return read({ now: new Date().toISOString() }, EVERYTHING, (view) => positionOfNumber(view, number));
}

/** Errors: `projection-behind` on timeout. */
export async function waitForPosition(position: number, readSide: ReadSide): Promise<ReadSide> {
  if (await readSide.reached(position)) return readSide;
  throw new ReadError(
    'projection-behind',
    `The read models stand at ${readSide.position()}, not yet at ${position}; ask again.`,
  );
}
