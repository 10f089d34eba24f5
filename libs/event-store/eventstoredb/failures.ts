import { convertToCommandError, ErrorType, isCommandError } from '@eventstore/db-client';
import { StoreError } from '../port/errors.js';

export { ErrorType };

export function errorTypeOf(error: unknown): ErrorType | undefined {
  if (!(error instanceof Error)) return undefined;
  const command = convertToCommandError(error);
  return command && isCommandError(command) ? (command as { type?: ErrorType }).type : undefined;
}

/** Undefined where a retry may help. */
export function permanentError(error: unknown, stream?: string): StoreError | undefined {
  if (error instanceof StoreError) return error;
  if (!(error instanceof Error)) return undefined;
  switch (errorTypeOf(error)) {
    case ErrorType.ACCESS_DENIED:
      return accessDenied();
    case ErrorType.STREAM_DELETED:
      return streamDeleted(stream ?? '');
    default:
      return undefined;
  }
}

export function isUnknownPosition(error: unknown): boolean {
  return errorTypeOf(error) === ErrorType.UNKNOWN && /ReadAllResult/.test(reasonOf(error));
}

/** Reason of a call whose connection was closed before it was sent. */
export const CLOSED_BEFORE_SENT = 'the connection was closed before the call was sent';

const PLAIN_REASONS: readonly (readonly [RegExp, string])[] = [
  [/Channel (closed before call started|has been shut down)/i, CLOSED_BEFORE_SENT],
  [/Failed to discover after \d+ attempts/, 'no node of the cluster reports a leader'],
  [/\s*Resolution note:\s*\.?$/, ''],
];

export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  const reason = PLAIN_REASONS.reduce((text, [theirs, ours]) => {
    if (!theirs.test(text)) return text;
    return ours === '' ? text.replace(theirs, '') : ours;
  }, said);
  return reason.replace(/\.$/, '') || 'no reason given';
}

export const wasClosedBeforeSent = (error: unknown): boolean => reasonOf(error) === CLOSED_BEFORE_SENT;

export const accessDenied = () =>
  new StoreError(
    'access-denied',
    'EventStoreDB refuses these credentials; the connection string needs a user that may write the streams and read $all.',
  );

export const withoutLeader = (hosts: string) =>
  new StoreError(
    'read-only',
    `EventStoreDB at ${hosts} is read-only: the cluster has no leader. Retry once it has one.`,
    { hosts },
  );

export const streamDeleted = (stream: string) =>
  new StoreError(
    'stream-deleted',
    `Stream ${stream} was deleted or truncated in EventStoreDB; restore it from a backup.`,
    { stream },
  );

export const unavailable = (hosts: string, reason: string) =>
  new StoreError('store-unavailable', `EventStoreDB at ${hosts} is unavailable: ${reason}.`, { hosts, reason });

export const outcomeUnknown = (stream: string, reason: string) =>
  new StoreError(
    'outcome-unknown',
    `The append to stream ${stream} may or may not have been written: ${reason}. Read the stream before a retry.`,
    { stream, reason },
  );
