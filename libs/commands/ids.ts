import { hash, randomUUID } from 'node:crypto';
import { canonicalJson, type EventMetadata, type Kind, type Principal, streamPrefix } from '#domain/index.js';
import type { NewEvent } from '#event-store/index.js';
import type { RecordingClock } from './recording-clock.js';

// These UUID namespaces never change: every id derived from an idempotency key depends on them.
const OF_PARTIES = '6f1c6e58-2b1c-5d0a-9a53-0d6b9d1f7c11';
const OF_TOKENS = 'c2a9d6f0-3d8e-5b47-8f15-7a4e90c1b2d3';

export interface CommandIds {
  /** Deterministic for one key, token and stream; random without a key. */
  readonly id: string;
  /** The id before keys belonged to tokens, which an old ledger may hold. */
  readonly earlier?: string;
}

/** The ids of a command on a place: the stream of an item, or the stream prefix of what is created. */
export function commandIds({ actor, token }: Principal, place: string, key: string | undefined): CommandIds {
  if (key === undefined) return { id: randomUUID() };
  const ofParty = partysCommandId(actor.party, key);
  if (token === undefined) return { id: ofParty };
  return { id: v5(`${token}\n${place}\n${key}`, OF_TOKENS), earlier: ofParty };
}

export function partysCommandId(party: string, key: string): string {
  return v5(`${party}\n${key}`, OF_PARTIES);
}

/** A random id cannot be given twice, so only a keyed command needs its receipt kept. */
export function isFromKey(command: string): boolean {
  return command.charAt(14) === '5';
}

/** The id of what a command creates, so that a retried creation meets its own stream. */
export function createdId(command: string, kind: Kind): string {
  return v5(streamPrefix(kind), command);
}

/** What an old ledger's ids are derived by, and an invented one's: whoever knows the rest can try texts on such an id. */
export function eventId(command: string, written: string, stream: string, index: number): string {
  return v5(`${written}\n${stream}\n${index}`, command);
}

/**
 * Random ids betray no text, and two processes that race under one key never write the same: one gets a conflict. An
 * invented ledger derives them, so that each load of it is identical.
 */
export function assignEventIds(
  stream: string,
  { commandId, bodyHash: ofBody }: Pick<EventMetadata, 'commandId' | 'bodyHash'>,
  events: readonly Omit<NewEvent, 'id'>[],
  { simulated }: Pick<RecordingClock, 'simulated'>,
): NewEvent[] {
  if (!simulated) return events.map((event) => ({ id: randomUUID(), ...event }));
  const written = isFromKey(commandId) ? bodyHash(events) : ofBody;
  return events.map((event, index) => ({ id: eventId(commandId, written, stream, index), ...event }));
}

export function claimId(command: string, stream: string): string {
  return v5(stream, command);
}

/** RFC 9562: the same name in the same namespace gives the same id. */
function v5(name: string, namespace: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function bodyHash(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}
