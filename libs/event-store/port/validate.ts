import { StoreError } from './errors.js';
import type { ExpectedRevision, NewEvent, StoredJsonObject } from './port.js';

export const NAME_LIMIT = 300;
export const APPEND_LIMIT = 1_048_576;
/** Maximum nesting; also catches cycles. */
const DEPTH_LIMIT = 100;

const SALT = /^[A-Za-z0-9+/]{43}=$/;
const SALT_FIELD_BYTES = 60;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  readonly salt?: string;
}

/**
 * Validates and encodes the events of one append, alike for every engine.
 * Errors: `invalid-event` and `unsafe-number`, both with the `path`; `event-too-large`.
 */
export function encodeEvents(events: readonly NewEvent[]): EncodedEvent[] {
  const encoded = events.map(encodeEvent);
  const repeated = encoded.find(({ id }, index) => encoded.findIndex((other) => other.id === id) < index);
  if (repeated) throw invalid('id', `Event id ${repeated.id} is given twice in one append; every event needs its own.`);
  const bytes = encoded.reduce((sum, event) => sum + sizeOf(event), 0);
  if (bytes > APPEND_LIMIT)
    throw new StoreError(
      'event-too-large',
      `The append takes ${bytes} bytes with metadata, more than the limit of ${APPEND_LIMIT}.`,
      { bytes, limit: APPEND_LIMIT },
    );
  return encoded;
}

/** Counts as EventStoreDB 24.10 does; 23.10 counts data alone. Its metadata hold the salt. */
const sizeOf = ({ type, data, metadata, salt }: EncodedEvent) =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + type.length * 2 + (salt === undefined ? 0 : SALT_FIELD_BYTES);

function encodeEvent({ id, type, data, metadata, salt }: NewEvent): EncodedEvent {
  if (typeof id !== 'string' || !UUID.test(id))
    throw invalid('id', `Event id ${JSON.stringify(id)} must be a UUID in lower case.`);
  if (!isName(type)) throw invalid('type', `The event's type must be ${A_NAME}.`);
  if (salt !== undefined && !SALT.test(salt)) throw invalid('salt', "The event's salt must be 32 bytes in base64.");
  const encoded = { id, type, data: encodeObject('data', data), metadata: encodeObject('metadata', metadata) };
  return salt === undefined ? encoded : { ...encoded, salt };
}

function encodeObject(path: string, value: StoredJsonObject): string {
  if (!isPlainObject(value)) throw invalid(path, `The event's ${path} must be a JSON object.`);
  checkJson(path, value, 0);
  return JSON.stringify(value);
}

function checkJson(path: string, value: unknown, depth: number): void {
  if (value === null || typeof value === 'boolean') return;
  if (depth > DEPTH_LIMIT) throw invalid(path, `The event nests deeper than ${DEPTH_LIMIT} levels at ${path}.`);
  if (typeof value === 'string') checkText(path, value);
  else if (typeof value === 'number') checkNumber(path, value);
  else if (typeof value === 'bigint') throw unsafeNumber(path, value);
  else if (Array.isArray(value)) {
    // By index, so that holes in arrays are found.
    for (let i = 0; i < value.length; i++) checkJson(`${path}[${i}]`, value[i], depth + 1);
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      checkText(path, key);
      checkJson(`${path}.${key}`, member, depth + 1);
    }
  } else throw invalid(path, `The value at ${path} is not JSON: ${describe(value)}.`);
}

function checkText(path: string, text: string): void {
  if (!text.isWellFormed()) throw invalid(path, `The text at ${path} has a lone surrogate, which UTF-8 cannot encode.`);
}

function checkNumber(path: string, value: number): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    throw unsafeNumber(path, value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    Object.prototype.toString.call(value) === '[object Object]' &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function'
  );
}

export function checkStream(stream: string): string {
  if (!isName(stream)) throw invalidArgument('stream', `A stream's name must be ${A_NAME}.`);
  return stream;
}

export function checkExpected(expected: ExpectedRevision): ExpectedRevision {
  if (expected === 'any' || expected === 'noStream' || expected === 'streamExists') return expected;
  return checkCount('expected', expected, 0);
}

export function checkCount(field: string, value: number, least: number): number {
  if (!Number.isSafeInteger(value) || value < least)
    throw invalidArgument(field, `${field} must be a whole number from ${least}, not ${String(value)}.`);
  return value;
}

const A_NAME = `well-formed text of 1 to ${NAME_LIMIT} characters without NUL that does not begin with $`;

function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= NAME_LIMIT &&
    value.isWellFormed() &&
    !value.includes('\0') &&
    !value.startsWith('$')
  );
}

const describe = (value: unknown) => (typeof value === 'object' ? Object.prototype.toString.call(value) : typeof value);

const invalid = (path: string, message: string) => new StoreError('invalid-event', message, { path });

const invalidArgument = (field: string, message: string) => new StoreError('invalid-argument', message, { field });

const unsafeNumber = (path: string, value: number | bigint) =>
  new StoreError(
    'unsafe-number',
    `The number ${value} at ${path} would lose precision: integers must be within 2^53 - 1, others finite.`,
    { path, value: String(value) },
  );
