import { type FaultState, type Faults, noFaults } from './faults.js';
import { openJournal } from './journal.js';
import { createLog } from './log.js';
import type { Node } from './node.js';
import { type Identity, type Listener, listen } from './server.js';

export interface StandInOptions {
  readonly host?: string;
  /** The port of the first node; one that is free by default. */
  readonly port?: number;
  /** Where the log is kept; in memory by default. */
  readonly file?: string;
  /** How many nodes share the log; one by default. The first leads. */
  readonly nodes?: number;
  /** Serves TLS, and asks for passwords: of `users`, `admin` with `changeit` by default. */
  readonly identity?: Identity;
  readonly users?: Readonly<Record<string, string>>;
}

export interface StandIn {
  /** A connection string of all nodes, without credentials. */
  readonly url: string;
  /** Its nodes as `host:port`. */
  readonly addresses: readonly string[];
  readonly faults: Faults;
  /** Ends every node as a kill does, and starts them again on the same log and ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Seat {
  readonly id: string;
  port: number;
  listener: Listener | undefined;
}

/** The connection string of nodes. */
export function connectionString(addresses: readonly string[], secure: boolean): string {
  return `esdb://${addresses.join(',')}?tls=${secure}`;
}

/** Starts a server that speaks EventStoreDB's protocol as 23.10.6 does. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { host = '127.0.0.1', port = 0, file, nodes = 1, identity } = options;
  const journal = openJournal(file);
  const log = createLog(journal.earlier, journal.keep);
  const users = identity && new Map(Object.entries(options.users ?? { admin: 'changeit' }));
  const state = noFaults();
  const seats: Seat[] = Array.from({ length: nodes }, (_, index) => ({
    id: crypto.randomUUID(),
    port: index === 0 ? port : 0,
    listener: undefined,
  }));
  let leader = 0;

  const members = () =>
    seats.map((seat, index) => ({
      id: seat.id,
      host,
      port: seat.port,
      leads: index === leader,
      alive: seat.listener !== undefined,
    }));

  async function startNode(index: number): Promise<void> {
    const seat = seats[index];
    if (!seat || seat.listener) return;
    const node: Node = {
      log,
      faults: state,
      users,
      otherLeader: () => (index === leader ? undefined : { host, port: seats[leader]?.port ?? 0 }),
      dropConnections: () => seat.listener?.dropConnections(),
    };
    seat.listener = await listen(node, { host, port: seat.port }, identity, members);
    seat.port = seat.listener.port;
  }

  async function stopNode(index: number): Promise<void> {
    const seat = seats[index];
    const { listener } = seat ?? {};
    if (seat) seat.listener = undefined;
    await listener?.close();
  }

  const all = (each: (index: number) => Promise<void>) => Promise.all(seats.map((_, index) => each(index)));

  await all(startNode);
  const addresses = seats.map((seat) => `${host}:${seat.port}`);
  return {
    url: connectionString(addresses, identity !== undefined),
    addresses,
    faults: {
      ...stateFaults(state, () => {
        for (const { listener } of seats) listener?.dropConnections();
      }),
      async changePassword(user, password) {
        users?.set(user, password);
      },
      async changeLeader(node) {
        leader = node;
      },
      stopNode,
      startNode,
    },
    async restart() {
      await all(stopNode);
      log.forget();
      await all(startNode);
    },
    async stop() {
      await all(stopNode);
      journal.close();
    },
  };
}

type StateFaults = Omit<Faults, 'changePassword' | 'changeLeader' | 'stopNode' | 'startNode'>;

function stateFaults(state: FaultState, drop: () => void): StateFaults {
  return {
    async dropConnections() {
      drop();
    },
    async refuseConnections(refused) {
      state.refusing = refused;
      if (refused) drop();
    },
    async pause(milliseconds) {
      state.pausedUntil = Date.now() + milliseconds;
    },
    async delayAnswers(milliseconds) {
      state.delay = milliseconds;
    },
    async loseAnswers(count) {
      state.next.lost = count;
    },
    async cutAnswers(count) {
      state.next.cut = count;
    },
    async answerTwice(count) {
      state.next.answeredTwice = count;
    },
    async timeOutAnswers(count) {
      state.next.timedOut = count;
    },
    async cutReadsAfter(messages) {
      state.readable = messages;
    },
    async cutSubscriptions() {
      for (const cut of state.liveSubscriptions) cut();
    },
    async readOnly(refused) {
      state.readOnly = refused;
    },
    async notReady(refused) {
      state.notReady = refused;
    },
  };
}
