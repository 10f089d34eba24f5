import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { whileHeld } from './faults.js';
import { type Address, type Node, principalOf } from './node.js';

const STREAMS = 'event_store.client.streams.streams';
const METHODS: Readonly<Record<string, readonly string[]>> = {
  read: ['position', 'events'],
  append: [],
  delete: [],
  tombstone: [],
  batchappend: [],
};

type Unary<Response> = ServerUnaryCall<shared.Empty, Response>;

/** ServerFeatures.GetSupportedMethods: what the stand-in serves. */
export async function supportedMethods(
  node: Node,
  call: Unary<features.SupportedMethods>,
  answer: sendUnaryData<features.SupportedMethods>,
) {
  try {
    principalOf(node, call.metadata);
    await whileHeld(node.faults);
    const response = new features.SupportedMethods().setEventStoreServerVersion(node.version);
    for (const [name, list] of Object.entries(METHODS))
      response.addMethods(
        new features.SupportedMethod()
          .setMethodName(name)
          .setServiceName(STREAMS)
          .setFeaturesList([...list]),
      );
    answer(null, response);
  } catch (error) {
    answer(error as Error);
  }
}

export interface Member extends Address {
  readonly id: string;
  /** Undefined where no node does, because the majority is missed. */
  readonly leads: boolean | undefined;
  readonly alive: boolean;
}

/** Gossip.Read: the nodes, and which of them leads. */
export async function gossipRead(
  node: Node,
  members: readonly Member[],
  call: Unary<gossip.ClusterInfo>,
  answer: sendUnaryData<gossip.ClusterInfo>,
) {
  try {
    principalOf(node, call.metadata);
    await whileHeld(node.faults);
    const response = new gossip.ClusterInfo();
    for (const member of members) response.addMembers(memberInfo(member));
    answer(null, response);
  } catch (error) {
    answer(error as Error);
  }
}

function memberInfo({ id, host, port, leads, alive }: Member): gossip.MemberInfo {
  const { LEADER, FOLLOWER, UNKNOWN } = gossip.MemberInfo.VNodeState;
  const info = new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(id))
    .setTimeStamp(`${BigInt(Date.now()) * 10_000n}`)
    .setState(leads === undefined ? UNKNOWN : leads ? LEADER : FOLLOWER)
    .setIsAlive(alive);
  return info.setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
}
