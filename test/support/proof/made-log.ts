import {
  consistencyProof,
  type Hash,
  leafHash,
  newPrivateKey,
  nodeHash,
  rootAt,
  type Signer,
  type Subtrees,
  signCheckpoint,
  signerOf,
  verifierKey,
  writeConsistency,
} from '#proof/index.js';

export interface MadeLog {
  readonly signer: Signer;
  readonly key: string;
  checkpoint(size: number): string;
  /** The body of a request to a witness. */
  from(old: number, size: number): string;
}

/** A log of any entries, in memory; two that share a key and the first entries are two histories of one log. */
export function madeLog(origin: string, entries: (index: number) => string, pem = newPrivateKey()): MadeLog {
  const signer = signerOf(origin, pem);
  const subtrees: Subtrees = (level, index) =>
    level === 0
      ? leafHash(Buffer.from(entries(index)))
      : nodeHash(subtrees(level - 1, index * 2), subtrees(level - 1, index * 2 + 1));
  const checkpoint = (size: number) => signCheckpoint({ origin, size, root: rootAt(subtrees, size) }, signer);
  const path = (old: number, size: number): readonly Hash[] =>
    old > size ? [] : consistencyProof(subtrees, old, size);
  return {
    signer,
    key: verifierKey(signer),
    checkpoint,
    from: (old, size) => writeConsistency('old', { size: old, path: path(old, size), rest: checkpoint(size) }),
  };
}
