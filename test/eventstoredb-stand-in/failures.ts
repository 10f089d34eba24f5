import { Metadata, status } from '@grpc/grpc-js';
import type { Expected } from './append.js';

/** How a call fails: a status, and the trailers that the client reads before it. */
export interface Failure extends Error {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

export function failure(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): Failure {
  const metadata = new Metadata();
  try {
    for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  } catch {
    // Trailers are ASCII: with the name of a stream that is not, the answer breaks off.
    return failure(status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)');
  }
  return Object.assign(new Error(details), { code, details, metadata });
}

export const handlerThrew = () => failure(status.UNKNOWN, 'Exception was thrown by handler.');
export const unauthenticated = () => failure(status.UNAUTHENTICATED, 'Unauthenticated');
export const notReady = () => failure(status.UNAVAILABLE, 'Server Is Not Ready');
export const noLeaderInfo = () => failure(status.UNKNOWN, 'No leader info available in response');
export const accessDenied = () => failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const streamDeleted = (stream: string) =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }) =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': `${port}`,
  });

export const tooSlow = () =>
  failure(
    status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

export const missingProperty = (name: string) =>
  failure(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

const EXPECTED_NUMBERS = { any: -2, noStream: -1, streamExists: -4 } as const;

export function wrongRevision(doing: string, stream: string, expected: Expected, actual: number | undefined) {
  const number = typeof expected === 'number' ? expected : EXPECTED_NUMBERS[expected];
  return failure(
    status.FAILED_PRECONDITION,
    `${doing} failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${number}, Actual version: ${actual ?? -1}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': `${number}`,
      'actual-version': `${actual ?? -1}`,
    },
  );
}

export const appendTooLarge = (limit: number) =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': `${limit}`,
  });
