import { type Hash, leafHash, sha256Hex } from '../merkle/hashes.js';
import { canonicalise, type ProofJson } from '../text/canonical-json.js';
import { saltsOf } from './salt.js';

const VERSION = 1;
const PREFIX = 'action-ledger/';

/** An event as the store keeps it. */
export interface ProvableEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: { readonly [key: string]: ProofJson };
  readonly metadata: { readonly [key: string]: ProofJson };
  readonly salt?: string;
}

/** What the tree holds of an event: no text, and no position, which differs between stores. */
export interface LeafRecord {
  readonly v: number;
  readonly ledger: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly data: string;
  readonly metadata: string;
}

export function leafRecord(ledger: string, event: ProvableEvent): LeafRecord {
  const { stream, revision, id, type, data, metadata } = event;
  const salts = saltsOf(event);
  return {
    v: VERSION,
    ledger,
    stream,
    revision,
    id,
    type,
    recordedAt: String(metadata.recordedAt),
    data: commitment(salts.data, data),
    metadata: commitment(salts.metadata, metadata),
  };
}

/** The bytes that are hashed: the entry of the log. Its names stand in canonical order, which spares sorting them. */
export function entryOf({ v, ledger, stream, revision, id, type, recordedAt, data, metadata }: LeafRecord): Buffer {
  const [said, named] = [`"data":${canonicalise(data)}`, `"id":${canonicalise(id)},"ledger":${canonicalise(ledger)}`];
  const known = `"metadata":${canonicalise(metadata)},"recordedAt":${canonicalise(recordedAt)}`;
  const place = `"revision":${canonicalise(revision)},"stream":${canonicalise(stream)}`;
  return Buffer.from(`{${said},${named},${known},${place},"type":${canonicalise(type)},"v":${canonicalise(v)}}`);
}

export const leafOf = (ledger: string, event: ProvableEvent): Hash => leafHash(entryOf(leafRecord(ledger, event)));

/** SHA-256 of the salt and the canonical JSON, in hexadecimal. */
export const commitment = (salt: Buffer, value: ProofJson): string =>
  sha256Hex(Buffer.concat([salt, Buffer.from(canonicalise(value))]));

/** The log's name: a ledger keeps it wherever it is copied or served. */
export const originOf = (ledger: string): string => `${PREFIX}${ledger}`;

export const ledgerOf = (origin: string): string => (origin.startsWith(PREFIX) ? origin.slice(PREFIX.length) : origin);
