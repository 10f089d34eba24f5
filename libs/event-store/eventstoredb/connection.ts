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
import { CLOSED_BEFORE_SENT } from './failures.js';
import { type FilteredRead, filteredRead, filteredReadRequest } from './filtered-read.js';
import { withTimeout } from './in-time.js';

export type BatchStream = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

const KEEP_ALIVE_MS = 10_000;

/**
 * The official client with its own batch-append stream. The client's shares one table of pending appends per process:
 * one failing stream rejects all, and a late answer throws uncaught.
 */
export class Connection extends EventStoreDBClient {
  /** `age` varies the keepalive interval, so that gRPC does not share a channel; see `connections`. */
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

  async connected(timeoutMs: number): Promise<void> {
    const until = Date.now() + timeoutMs;
    const channel = await withTimeout(this.getChannel(), timeoutMs, new Error(CONNECT_TIMEOUT));
    for (;;) {
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) return;
      // The channel gives no reason; a call fails at once with one.
      if (state === connectivityState.TRANSIENT_FAILURE)
        await withTimeout(this.capabilities, until - Date.now(), new Error(CONNECT_TIMEOUT));
      if (state === connectivityState.SHUTDOWN) throw new Error(CLOSED_BEFORE_SENT);
      await stateAfter(channel, state, until);
    }
  }

  batches(): Promise<BatchStream> {
    const open = this.GRPCStreamCreator(grpcStreams.StreamsClient, 'batchAppend', (client) =>
      client.batchAppend(...this.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })),
    );
    return open();
  }

  readFiltered(asked: FilteredRead) {
    const request = filteredReadRequest(asked);
    const call = this.GRPCStreamCreator(grpcStreams.StreamsClient, 'readFiltered', (client) =>
      client.read(request, ...this.callArguments({ requiresLeader: true }, { deadline: Number.POSITIVE_INFINITY })),
    );
    return filteredRead(call);
  }

  async isReady(): Promise<boolean> {
    const channel = await withTimeout(this.getChannel(), 0, new Error(CONNECT_TIMEOUT)).catch(() => undefined);
    return channel?.getConnectivityState(false) === connectivityState.READY;
  }

  async version(): Promise<string> {
    return (await this.capabilities).serverVersion;
  }

  async retire(): Promise<void> {
    const channel = await this.getChannel();
    channel.close();
  }
}

const CONNECT_TIMEOUT = 'the connection timed out';

const stateAfter = (channel: Channel, state: connectivityState, until: number) =>
  new Promise<void>((resolve, reject) =>
    channel.watchConnectivityState(state, until, (late) => (late ? reject(new Error(CONNECT_TIMEOUT)) : resolve())),
  );

let quiet = false;

/**
 * Node warns once (DEP0123) that gRPC sets an IP address as TLS servername. Triggers that warning here while it is off,
 * as users cannot act on it.
 */
function suppressServernameWarning(): void {
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
  suppressServernameWarning();
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
    throw new StoreError('invalid-argument', `Cannot read the file of ${option} in the connection string: ${code}.`, {
      field: 'url',
    });
  }
}

const CLOSE_TIMEOUT_MS = 1_000;
const MIN_RENEWAL_MS = 250;
const AGES = 1_000;

export interface Connections {
  current(): Connection;
  failed(connection: Connection): void;
  close(): Promise<void>;
}

/**
 * One connection at a time. gRPC backs off up to two minutes and shares that between channels of equal settings, so a
 * replacement gets a keepalive that differs by a millisecond and connects at once.
 */
export function connections(target: ConnectionTarget): Connections {
  let age = 0;
  let renewed = 0;
  let connection = new Connection(target, age);
  return {
    current: () => connection,
    failed(failed) {
      if (failed !== connection || Date.now() - renewed < MIN_RENEWAL_MS) return;
      renewed = Date.now();
      age = (age + 1) % AGES;
      connection = new Connection(target, age);
      failed.retire().catch(() => {});
    },
    async close() {
      const abandon = new AbortController();
      // The client waits for all streams to end, and one that nobody reads may never end.
      const late = delay(CLOSE_TIMEOUT_MS, undefined, { signal: abandon.signal }).catch(() => {});
      await Promise.race([connection.dispose(), late]);
      abandon.abort();
      await connection.retire().catch(() => {});
    },
  };
}
