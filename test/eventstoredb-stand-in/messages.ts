import { bytes, message, uint } from './protobuf.js';

/** The revision of a tombstone. */
export const TOMBSTONE = 2n ** 63n - 1n;

/** An event as a writer proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

interface Placed {
  readonly stream: string;
  readonly revision: number | bigint;
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export const streamIdentifier = (field: number, stream: string): Buffer => message(field, bytes(3, stream));

const mapEntry = (key: string, value: string): Buffer => message(6, bytes(1, key), bytes(2, value));

/** The ReadResp that gives an event. Commit and prepare are the same; `created` is in ticks of 100 ns. */
export function eventFrame({ id, type, json, data, metadata }: Proposed, at: Placed): Buffer {
  const event = message(
    1,
    message(1, bytes(2, id)),
    streamIdentifier(2, at.stream),
    uint(3, at.revision),
    uint(4, at.position),
    uint(5, at.position),
    mapEntry('type', type),
    mapEntry('created', `${BigInt(at.created) * 10_000n}`),
    mapEntry('content-type', json ? 'application/json' : 'application/octet-stream'),
    bytes(7, metadata),
    bytes(8, data),
  );
  return message(1, event, uint(3, at.position));
}

export const confirmationFrame = (id: string): Buffer => message(2, bytes(1, id));
export interface Checkpoint {
  readonly commit: number;
  readonly prepare: number;
}

export const checkpointFrame = ({ commit, prepare }: Checkpoint): Buffer =>
  message(3, uint(1, commit), uint(2, prepare));

export const streamNotFoundFrame = (stream: string): Buffer => message(4, streamIdentifier(1, stream));
export const caughtUpFrame = (): Buffer => message(8);

/** What a BatchAppendResp says beside whom it answers. */
export type BatchResult = Buffer;

/** Success: the last revision, if the stream has one, and a position. */
export const batchSuccess = (revision: number | undefined, position: number): BatchResult =>
  message(3, revision === undefined ? message(2) : uint(1, revision), message(3, uint(1, position), uint(2, position)));

/** An error: a google.rpc.Status with its details packed in an Any. */
export const batchError = (code: number, text: string, type: string, ...details: readonly Buffer[]): BatchResult =>
  message(
    2,
    uint(1, code),
    bytes(2, text),
    message(3, bytes(1, `type.googleapis.com/${type}`), message(2, ...details)),
  );

/** A whole BatchAppendResp. */
export const batchAnswer = (correlation: string, stream: string, result: BatchResult): Buffer =>
  Buffer.concat([message(1, bytes(2, correlation)), result, streamIdentifier(4, stream)]);
