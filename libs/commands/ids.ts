import { hash, randomUUID } from 'node:crypto';
import { canonicalJson, type EventMetadata, type Kind, type Principal, streamPrefix } from '#domain/index.js';

import type { NewEvent } from '#event-store/index.js';

// Fixed for ever: every id derived from an idempotency key hangs on one of them.
const OF_PARTIES = '6f1c6e58-2b1c-5d0a-9a53-0d6b9d1f7c11';
const OF_TOKENS = 'c2a9d6f0-3d8e-5b47-8f15-7a4e90c1b2d3';

/** The ids by which a command is known. */
export interface CommandIds {
  /** The same for the same key of the same token on the same place, random without a key. */
  readonly id: string;
  /** What the same key gave before keys belonged to tokens: an old ledger may hold it. */
  readonly earlier?: string;
}

/** The ids of a command on a place: the stream of an item, or the stream prefix of what is created. */
export function commandIds({ actor, token }: Principal, place: string, key: string | undefined): CommandIds {
  if (key === undefined) return { id: randomUUID() };
  const ofParty = partysCommandId(actor.party, key);
  if (token === undefined) return { id: ofParty };
  return { id: v5(`${token}\n${place}\n${key}`, OF_TOKENS), earlier: ofParty };
}

/** The id that a key of a party gives, wherever it is used: those of the product itself. */
export function partysCommandId(party: string, key: string): string {
  return v5(`${party}\n${key}`, OF_PARTIES);
}

/** True for the id of a command with a key: nobody can give another, which was drawn at random, again. */
export function isFromKey(command: string): boolean {
  return command.charAt(14) === '5';
}

/** The id of what a command creates, so that a retried creation meets its own stream. */
export function createdId(command: string, kind: Kind): string {
  return v5(streamPrefix(kind), command);
}

/**
 * The id of the event that a command writes at a place of a stream. A hash of what the command wrote is a part of it,
 * so that a store that takes repeated ids for a success cannot take anything else for a repeat.
 */
export function eventId(command: string, written: string, stream: string, index: number): string {
  return v5(`${written}\n${stream}\n${index}`, command);
}

/**
 * Gives the events of one command their ids. Under a key two processes may decide the same command at once: only where
 * all that they decided is the same are their ids, so of what differs one meets a conflict. Without a key nobody else
 * has the command, and its body's hash will do.
 */
export function identified(
  stream: string,
  { commandId, bodyHash: ofBody }: Pick<EventMetadata, 'commandId' | 'bodyHash'>,
  events: readonly Omit<NewEvent, 'id'>[],
): NewEvent[] {
  const written = isFromKey(commandId) ? bodyHash(events) : ofBody;
  return events.map((event, index) => ({ id: eventId(commandId, written, stream, index), ...event }));
}

/** The id of the event by which a command claims a reference, whatever else its body says. */
export function claimId(command: string, stream: string): string {
  return v5(stream, command);
}

/** A UUID of version 5, RFC 9562: the same for the same name in the same namespace. */
function v5(name: string, namespace: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  const hex = hash('sha1', bytes, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** SHA-256 of a value's canonical JSON: the same for the same fields in any order. */
export function bodyHash(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}
