import { readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { type ChannelCredentialOptions, EventStoreDBClient } from '@eventstore/db-client';
import grpcStreams from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type Channel, type ClientDuplexStream, connectivityState } from '@grpc/grpc-js';
import { StoreError } from '../port/errors.js';
import type { ConnectionTarget } from './connection-string.js';
import { GIVEN_UP } from './failures.js';
import { type FilteredRead, filteredRead, filteredReadRequest } from './filtered-read.js';
import { inTime } from './in-time.js';

export type BatchStream = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

const KEEP_ALIVE_MS = 10_000;

/**
 * The official client, with a batch stream of its own: the client's shares one table of pending appends between all
 * clients of a process, so that one failing stream rejects everybody's, and an answer that then still comes, or comes
 * twice, throws where nobody can catch it.
 */
export class Connection extends EventStoreDBClient {
  /** `age` tells connections to one server apart: see `connections`. */
  constructor({ hosts, cluster, tls, credentials, options }: ConnectionTarget, age: number) {
    const number = (name: string) => (options[name] === undefined ? undefined : Number(options[name]));
    const [endpoint = { address: 'localhost', port: 2113 }] = hosts;
    const common = {
      connectionName: options.connectionname,
      keepAliveInterval: (number('keepaliveinterval') ?? KEEP_ALIVE_MS) + age,
      keepAliveTimeout: number('keepalivetimeout'),
    };
    const discovery = {
      discoveryInterval: number('discoveryinterval'),
      gossipTimeout: number('gossiptimeout'),
      maxDiscoverAttempts: number('maxdiscoverattempts'),
    };
    if (cluster) super({ endpoints: [...hosts], ...discovery, ...common }, security(tls, options), credentials);
    else super({ endpoint, ...common }, security(tls, options), credentials);
  }

  /** Resolves once calls can be sent, and rejects with the reason when they cannot within that many milliseconds. */
  async connected(patience: number): Promise<void> {
    const until = Date.now() + patience;
    const channel = await inTime(this.getChannel(), patience, new Error(TOO_LATE));
    for (;;) {
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) return;
      // The channel does not say why; any call does, and at once.
      if (state === connectivityState.TRANSIENT_FAILURE)
        await inTime(this.capabilities, until - Date.now(), new Error(TOO_LATE));
      if (state === connectivityState.SHUTDOWN) throw new Error(GIVEN_UP);
      await stateAfter(channel, state, until);
    }
  }

  /** A stream of appends to the leader. */
  batches(): Promise<BatchStream> {
    const open = this.GRPCStreamCreator(grpcStreams.StreamsClient, 'batchAppend', (client) =>
      client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })),
    );
    return open();
  }

  /** A read of the leader's log that the server filters. */
  readFiltered(asked: FilteredRead) {
    const request = filteredReadRequest(asked);
    const call = this.GRPCStreamCreator(grpcStreams.StreamsClient, 'readFiltered', (client) =>
      client.read(request, ...this.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })),
    );
    return filteredRead(call);
  }

  /** Whether there is a connection to a server now. */
  async isReady(): Promise<boolean> {
    const channel = await inTime(this.getChannel(), 0, new Error(TOO_LATE)).catch(() => undefined);
    return channel?.getConnectivityState(false) === connectivityState.READY;
  }

  /** The version of the server, as it says itself. */
  async version(): Promise<string> {
    return (await this.capabilities).serverVersion;
  }

  /** Takes no more calls; those under way go on. */
  async retire(): Promise<void> {
    const channel = await this.getChannel();
    channel.close();
  }
}

const TOO_LATE = 'no connection was made in time';

const stateAfter = (channel: Channel, state: connectivityState, until: number) =>
  new Promise<void>((resolve, reject) =>
    channel.watchConnectivityState(state, until, (late) => (late ? reject(new Error(TOO_LATE)) : resolve())),
  );

let quiet = false;

/**
 * Node warns once, DEP0123, that the transport names a host that is an IP address as it names others. The warning is
 * had here, on a socket that leads nowhere, where nobody is shown it: there is nothing that its reader could do.
 */
function quietAboutAddresses(): void {
  if (quiet) return;
  quiet = true;
  const flags = process as NodeJS.Process & { noDeprecation?: boolean };
  const { noDeprecation } = flags;
  flags.noDeprecation = true;
  try {
    const nowhere = new Duplex({ read() {}, write() {} });
    connectTls({ socket: nowhere, servername: '127.0.0.1' })
      .on('error', () => {})
      .destroy();
  } finally {
    flags.noDeprecation = noDeprecation;
  }
}

function security(tls: boolean, options: ConnectionTarget['options']): ChannelCredentialOptions {
  if (!tls) return { insecure: true };
  quietAboutAddresses();
  return {
    ...(options.tlscafile && { rootCertificate: fileOf('tlsCAFile', options.tlscafile) }),
    ...(options.usercertfile && { userCertFile: fileOf('userCertFile', options.usercertfile) }),
    ...(options.userkeyfile && { userKeyFile: fileOf('userKeyFile', options.userkeyfile) }),
  };
}

function fileOf(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StoreError('invalid-argument', `The file that ${option} names cannot be read: ${code}.`, {
      field: 'url',
    });
  }
}

/** How long closing waits for calls to end. */
const CLOSING_MS = 1_000;
/** How often a connection that failed is given up for a new one, in milliseconds at least. */
const RENEWAL_MS = 250;
/** How many ages are told apart; by the time one comes again its sockets are long gone. */
const AGES = 1_000;

/** The connection in use, and how to give it up. */
export interface Connections {
  current(): Connection;
  /** Says that a connection failed; the next call gets another. */
  failed(connection: Connection): void;
  close(): Promise<void>;
}

/**
 * One connection at a time. The transport waits up to two minutes before it tries a server again that was away, and
 * shares that wait between all connections with the same settings: so one that failed is replaced by one whose
 * keep-alive differs by a millisecond, which tries at once.
 */
export function connections(target: ConnectionTarget): Connections {
  let age = 0;
  let renewed = 0;
  let connection = new Connection(target, age);
  return {
    current: () => connection,
    failed(failed) {
      if (failed !== connection || Date.now() - renewed < RENEWAL_MS) return;
      renewed = Date.now();
      age = (age + 1) % AGES;
      connection = new Connection(target, age);
      failed.retire().catch(() => {});
    },
    async close() {
      const patience = new AbortController();
      // The client waits until each of its streams has ended, and one that nobody reads any more never may.
      const late = delay(CLOSING_MS, undefined, { signal: patience.signal }).catch(() => {});
      await Promise.race([connection.dispose(), late]);
      patience.abort();
      await connection.retire().catch(() => {});
    },
  };
}
