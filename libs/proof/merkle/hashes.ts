import { hash } from 'node:crypto';

/** 32 bytes of SHA-256. */
export type Hash = Buffer;

export const HASH_BYTES = 32;

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

export const sha256 = (bytes: Buffer): Hash => hash('sha256', bytes, 'buffer');

export const sha256Hex = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** RFC 6962, section 2.1: the root of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256(Buffer.alloc(0));

/** The prefixes keep a leaf from being passed off as a node: RFC 6962, section 2.1. */
export const leafHash = (entry: Buffer): Hash => sha256(Buffer.concat([LEAF, entry]));

export const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([NODE, left, right]));
