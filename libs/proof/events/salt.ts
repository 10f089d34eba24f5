import { randomFillSync } from 'node:crypto';
import { sha256 } from '../merkle/hashes.js';
import { BadProof, fromBase64 } from '../text/bad-proof.js';

const SALT_BYTES = 16;

/** One salt for the data and one for the metadata, so that either can be forgotten alone. */
export interface Salts {
  readonly data: Buffer;
  readonly metadata: Buffer;
}

const pool = Buffer.alloc(2 * SALT_BYTES * 128);
let used = pool.length;

/** Two random salts in one text. */
export function newSalt(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 2 * SALT_BYTES;
  return pool.toString('base64', used - 2 * SALT_BYTES, used);
}

/**
 * Events from before salts were kept get them from their id, which hides nothing but gives them a place in the tree.
 * Errors: `BadProof`.
 */
export function saltsOf({ id, salt }: { readonly id: string; readonly salt?: string }): Salts {
  const both =
    salt === undefined ? sha256(Buffer.from(`action-ledger salt ${id}`)) : fromBase64(salt, 'A salt', 2 * SALT_BYTES);
  if (both.length !== 2 * SALT_BYTES) throw new BadProof('A salt has another length.');
  return { data: both.subarray(0, SALT_BYTES), metadata: both.subarray(SALT_BYTES) };
}
