import type shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Metadata, ServerWritableStream } from '@grpc/grpc-js';
import type { Expected } from './append.js';
import { accessDenied, handlerThrew, notLeader, notReady, unauthenticated } from './failures.js';
import { type FaultState, isHeld, whileHeld } from './faults.js';
import type { Log } from './log.js';
import type { Version } from './version.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What the handlers of one node work with. */
export interface Node {
  readonly log: Log;
  readonly faults: FaultState;
  /** Passwords by user; undefined where access is not looked at, as without TLS. */
  readonly users: ReadonlyMap<string, string> | undefined;
  readonly version: Version;
  /** Whether a majority of the nodes is there; once it has been missed for a while, no node leads any more. */
  majority(): 'there' | 'missing' | 'missed';
  /** Where the leader is, when it is another node. */
  otherLeader(): Address | undefined;
  dropConnections(): void;
}

export type Principal = 'administrator' | 'user' | 'anonymous';

/** Who calls. A wrong password is refused on every call; no password makes an anonymous caller. */
export function principalOf({ users }: Node, metadata: Metadata): Principal {
  if (!users) return 'administrator';
  const [header] = metadata.get('authorization');
  const encoded = /^Basic (.+)$/.exec(`${header ?? ''}`)?.[1];
  if (!encoded) return 'anonymous';
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (users.get(user) !== password) throw unauthenticated();
  return user === 'admin' ? 'administrator' : 'user';
}

/** Lets a call on streams in, or fails as the server refuses it. */
export function admit(node: Node, metadata: Metadata): Principal {
  if (node.faults.notReady || node.majority() === 'missed') throw notReady();
  const principal = principalOf(node, metadata);
  checkLeader(node, metadata);
  return principal;
}

/** Fails with the leader's address where the caller requires the leader and this is not it. */
export function checkLeader(node: Node, metadata: Metadata): void {
  const leader = node.otherLeader();
  if (leader && metadata.get('requires-leader').includes('true')) throw notLeader(leader);
}

/** Whether a caller may read and write a stream: ordinary ones and their metadata are everybody's with a password. */
export function mayUse(principal: Principal, stream: string): boolean {
  const isSystem = (stream.startsWith('$$') ? stream.slice(2) : stream).startsWith('$');
  return principal === 'administrator' || (principal === 'user' && !isSystem);
}

export function checkAccess(principal: Principal, stream: string): void {
  if (!mayUse(principal, stream)) throw accessDenied();
}

/** The name of a stream; fails where there is none. */
export function streamName(identifier: shared.StreamIdentifier | undefined): string {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();
  if (name === '') throw handlerThrew();
  return name;
}

interface ExpectedOptions {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** The expected revision that options hold; undefined where they hold none. */
export function expectedOf(options: ExpectedOptions, revision: string | undefined): Expected | undefined {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'noStream';
  if (options.hasStreamExists()) return 'streamExists';
  return revision === undefined ? undefined : Number(revision);
}

export type ReadCall<Request> = ServerWritableStream<Request, Buffer>;

/** Gives a message; a promise where the next must wait, as the caller has not taken enough yet or answers are held. */
export function give<Request>(node: Node, call: ReadCall<Request>, frame: Buffer): Promise<void> | undefined {
  node.faults.given += 1;
  if (node.faults.readable-- <= 0) {
    node.faults.readable = Number.POSITIVE_INFINITY;
    node.dropConnections();
  }
  if (isHeld(node.faults)) return whileHeld(node.faults).then(() => void call.write(frame));
  return call.write(frame) || call.cancelled ? undefined : drained(call);
}

function drained<Request>(call: ReadCall<Request>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ['drain', 'cancelled', 'close']) call.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'cancelled', 'close']) call.on(event, done);
  });
}
