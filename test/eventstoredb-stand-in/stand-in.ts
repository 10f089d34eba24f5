import { type FaultState, type Faults, noFaults } from './faults.js';
import { openJournal } from './journal.js';
import { createLog } from './log.js';
import type { Node } from './node.js';
import { type Identity, type Listener, listen } from './server.js';
import { DEFAULT_VERSION, type Version } from './version.js';

export interface StandInOptions {
  readonly host?: string;
  /** The port of the first node; one that is free by default. */
  readonly port?: number;
  /** Where the log is kept; in memory by default. */
  readonly file?: string;
  /** How many nodes share the log; one by default. The first leads. */
  readonly nodes?: number;
  /** Serves TLS, and asks for passwords: of `users`, by default those of a new server, `admin` and `ops` with `changeit`. */
  readonly identity?: Identity;
  readonly users?: Readonly<Record<string, string>>;
  /** The version that it behaves as. */
  readonly version?: Version;
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

/** A stand-in in this process, which can be looked into. */
export interface LocalStandIn extends StandIn {
  /** How many messages reads and subscriptions have given since it began. */
  given(): number;
}

/** After so long without a majority the leader gives up, in milliseconds. */
const RESIGNS_AFTER = 1_000;

interface Seat {
  readonly id: string;
  port: number;
  listener: Listener | undefined;
}

/** The connection string of nodes. */
export function connectionString(addresses: readonly string[], secure: boolean): string {
  return `esdb://${addresses.join(',')}?tls=${secure}`;
}

/** Starts a server that speaks EventStoreDB's protocol as 23.10.6 does, unless another version is named. */
export async function startStandIn(options: StandInOptions = {}): Promise<LocalStandIn> {
  const { host = '127.0.0.1', port = 0, file, nodes = 1, identity, version = DEFAULT_VERSION } = options;
  const journal = openJournal(file);
  const log = createLog(journal.earlier, journal.keep);
  const users = identity && new Map(Object.entries(options.users ?? { admin: 'changeit', ops: 'changeit' }));
  const state = noFaults();
  const seats: Seat[] = Array.from({ length: nodes }, (_, index) => ({
    id: crypto.randomUUID(),
    port: index === 0 ? port : 0,
    listener: undefined,
  }));
  let leader = 0;
  /** Since when half of the nodes and more are gone; undefined while a majority is there. */
  let missingSince: number | undefined;

  function count(): void {
    const isMissing = seats.filter(({ listener }) => listener).length <= nodes / 2;
    missingSince = isMissing ? (missingSince ?? Date.now()) : undefined;
  }

  function majority(): ReturnType<Node['majority']> {
    if (missingSince === undefined) return 'there';
    return Date.now() - missingSince < RESIGNS_AFTER ? 'missing' : 'missed';
  }

  const members = () =>
    seats.map((seat, index) => ({
      id: seat.id,
      host,
      port: seat.port,
      leads: majority() === 'missed' ? undefined : index === leader,
      alive: seat.listener !== undefined,
    }));

  async function startNode(index: number): Promise<void> {
    const seat = seats[index];
    if (!seat || seat.listener) return;
    const node: Node = {
      log,
      faults: state,
      users,
      version,
      majority,
      otherLeader: () => (index === leader ? undefined : { host, port: seats[leader]?.port ?? 0 }),
      dropConnections: () => seat.listener?.dropConnections(),
    };
    seat.listener = await listen(node, { host, port: seat.port }, identity, members);
    seat.port = seat.listener.port;
    count();
  }

  async function stopNode(index: number): Promise<void> {
    const seat = seats[index];
    const { listener } = seat ?? {};
    if (seat) seat.listener = undefined;
    count();
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
      async deposeLeader() {
        const deposed = leader;
        leader = seats.findIndex(({ listener }, index) => index !== deposed && listener);
        await stopNode(deposed);
      },
      stopNode,
      startNode,
    },
    given: () => state.given,
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

type StateFaults = Omit<Faults, 'changePassword' | 'changeLeader' | 'deposeLeader' | 'stopNode' | 'startNode'>;

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
    async loseReads(count, after = 0) {
      state.lostReads = count;
      state.readsBeforeLost = after;
    },
    async holdSearches(held) {
      state.searchesHeld = held;
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
