import { createServer, type Socket } from 'node:net';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { appendCall, deleteCall, tombstoneCall } from './append-call.js';
import { batchAppend } from './batch-append.js';
import { gossipRead, type Member, supportedMethods } from './discovery.js';
import type { Address, Node } from './node.js';
import { read } from './read.js';

/** A certificate and its key, in PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface Listener {
  readonly port: number;
  dropConnections(): void;
  close(): Promise<void>;
}

/** One connection holds that many calls; the next waits in silence. */
const CONCURRENT_STREAMS = 100;
const MESSAGE_LIMIT = 16 * 1024 * 1024;

const asIs = (frame: Buffer) => frame;

/** The services, with the answers that are written by hand taken as they are. */
const service = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: asIs },
  batchAppend: { ...StreamsService.batchAppend, responseSerialize: asIs },
};

function grpcServer(node: Node, members: () => readonly Member[]): Server {
  const server = new Server({
    'grpc.max_concurrent_streams': CONCURRENT_STREAMS,
    'grpc.max_receive_message_length': MESSAGE_LIMIT,
  });
  server.addService(service, {
    read: read.bind(null, node),
    append: appendCall.bind(null, node),
    batchAppend: batchAppend.bind(null, node),
    delete: deleteCall.bind(null, node),
    tombstone: tombstoneCall.bind(null, node),
  });
  server.addService(ServerFeaturesService, { getSupportedMethods: supportedMethods.bind(null, node) });
  server.addService(GossipService, {
    read: (call: Parameters<typeof gossipRead>[2], answer: Parameters<typeof gossipRead>[3]) =>
      gossipRead(node, members(), call, answer),
  });
  return server;
}

function credentials(identity: Identity | undefined): ServerCredentials {
  if (!identity) return ServerCredentials.createInsecure();
  const [certificate, key] = [Buffer.from(identity.certificate), Buffer.from(identity.key)];
  return ServerCredentials.createSsl(null, [{ cert_chain: certificate, private_key: key }]);
}

/** Serves a node at an address, with TLS when it is given an identity. */
export async function listen(
  node: Node,
  { host, port }: Address,
  identity: Identity | undefined,
  members: () => readonly Member[],
): Promise<Listener> {
  const server = grpcServer(node, members);
  const injector = server.createConnectionInjector(credentials(identity));
  const sockets = new Set<Socket>();
  const doorway = createServer((socket) => {
    socket.on('error', () => {});
    if (node.faults.refusing) return socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
    injector.injectConnection(socket);
    return undefined;
  });
  await new Promise<void>((resolve, reject) => {
    doorway.once('error', reject);
    doorway.listen(port, host, resolve);
  });
  const dropConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  const bound = doorway.address();
  if (bound === null || typeof bound === 'string') throw new Error('The stand-in got no port.');

  return {
    port: bound.port,
    dropConnections,
    async close() {
      const closed = new Promise((resolve) => doorway.close(resolve));
      dropConnections();
      injector.destroy();
      server.forceShutdown();
      await closed;
    },
  };
}
