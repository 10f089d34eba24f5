import {
  type AllStreamResolvedEvent,
  eventTypeFilter,
  excludeSystemEvents,
  type Position,
  type Filter as ServerFilter,
  streamNameFilter,
} from '@eventstore/db-client';
import { StoreError } from '../port/errors.js';
import { type Checkpoint, type Filter, START, type StoredEvent, type StoredJsonObject } from '../port/port.js';
import type { EncodedEvent } from '../port/validate.js';

export interface ClientEvent {
  readonly id: string;
  readonly streamId: string;
  readonly type: string;
  readonly revision: bigint;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly position?: Position;
}

/** The store has no other place beside an event; the port gives it back as `salt`. */
const SALT_FIELD = 'proofSalt';

export function metadataToSend({ metadata, salt }: Pick<EncodedEvent, 'metadata' | 'salt'>): string {
  if (salt === undefined) return metadata;
  return `{"${SALT_FIELD}":"${salt}"${metadata === '{}' ? '' : ','}${metadata.slice(1)}`;
}

export function storedEvent(recorded: ClientEvent, prefix: string): StoredEvent {
  const { id, type, streamId, data, metadata, position } = recorded;
  if (!isObject(data) || !recorded.isJson) throw foreign(recorded, 'its data is not a JSON object');
  if (!position || position.commit !== position.prepare) throw foreign(recorded, 'it was written in a transaction');
  const { [SALT_FIELD]: salt, ...kept } = isObject(metadata) ? metadata : {};
  return {
    id,
    type,
    stream: streamId.slice(prefix.length),
    revision: safe(recorded.revision, recorded),
    position: safe(position.commit, recorded),
    checkpoint: checkpointAt(position),
    data,
    metadata: kept,
    ...(typeof salt === 'string' && { salt }),
  };
}

const isObject = (value: unknown): value is StoredJsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

function safe(number: bigint, recorded: ClientEvent): number {
  if (number > Number.MAX_SAFE_INTEGER) throw foreign(recorded, `its number ${number} is beyond 2^53 - 1`);
  return Number(number);
}

const foreign = ({ streamId, revision }: ClientEvent, reason: string) =>
  new StoreError(
    'invalid-event',
    `Event ${revision} of stream ${streamId} was not written by this product: ${reason}. Give the ledger a STREAM_PREFIX of its own.`,
    { stream: streamId, revision: String(revision) },
  );

/**
 * Undefined for events of other prefixes and system events. A ledger without prefix skips non-JSON events, which it
 * cannot have written.
 */
export function ownEvent({ event }: AllStreamResolvedEvent, prefix: string): ClientEvent | undefined {
  if (!event?.streamId.startsWith(prefix) || event.type.startsWith('$') || event.streamId.startsWith('$'))
    return undefined;
  return prefix === '' && !(event.isJson && isObject(event.data)) ? undefined : event;
}

export function passes({ streamPrefixes, types }: Filter, prefix: string): (event: ClientEvent) => boolean {
  const prefixes = streamPrefixes?.map((each) => prefix + each);
  const wanted = types && new Set(types);
  return ({ streamId, type }) =>
    (prefixes?.some((each) => streamId.startsWith(each)) ?? true) && (wanted?.has(type) ?? true);
}

/** Search window in events, and windows per checkpoint message. */
const SEARCH = { maxSearchWindow: 250, checkpointInterval: 2 };

/** Superset of `passes`: the server cannot combine a stream and a type filter. */
export function serverFilter({ streamPrefixes, types }: Filter, prefix: string): ServerFilter {
  const prefixes = (streamPrefixes?.length ? streamPrefixes : ['']).map((each) => prefix + each);
  if (prefixes.every((each) => each !== '')) return streamNameFilter({ prefixes, ...SEARCH });
  if (types?.length) return eventTypeFilter({ prefixes: [...types], ...SEARCH });
  return excludeSystemEvents(SEARCH);
}

/** Server-side filter of a read, and whether it equals `passes`; undefined where most events match anyway. */
export function narrowing(
  filter: Filter,
  prefix: string,
): { readonly filter: ServerFilter; readonly exact: boolean } | undefined {
  const isNarrow = prefix !== '' || filter.streamPrefixes !== undefined || filter.types !== undefined;
  if (!isNarrow) return undefined;
  return { filter: serverFilter(filter, prefix), exact: filter.types === undefined };
}

const CHECKPOINT = /^commit-(0|[1-9]\d{0,18})-prepare-(0|[1-9]\d{0,18})$/;

export const checkpointAt = ({ commit, prepare }: Position) => `commit-${commit}-prepare-${prepare}` as Checkpoint;

export function positionOf(checkpoint: Checkpoint | typeof START): Position | undefined {
  if (checkpoint === START) return undefined;
  const [, commit, prepare] = CHECKPOINT.exec(checkpoint) ?? [];
  if (commit === undefined || prepare === undefined) throw badCheckpoint(checkpoint);
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}

export const badCheckpoint = (checkpoint: Checkpoint | typeof START) =>
  new StoreError(
    'bad-checkpoint',
    `Invalid checkpoint ${JSON.stringify(checkpoint)}; use one that this store returned, or ${JSON.stringify(START)}.`,
    { checkpoint },
  );

/**
 * Commit order, then prepare. A filtered-read checkpoint may have prepare 0; the event at its commit then follows it.
 */
export const isAfter = (position: Position, other: Position) =>
  position.commit > other.commit || (position.commit === other.commit && position.prepare > other.prepare);

export const reached = ({ commit, prepare }: Position): number => Number(prepare < commit ? commit - 1n : commit);
