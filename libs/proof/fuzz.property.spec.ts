import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { growingTree } from './merkle/growing.js';
import { leafHash } from './merkle/hashes.js';
import { inclusionProof, rootAt } from './merkle/subtrees.js';
import { hashesIn, subtreesOf } from './merkle/tiles.js';
import { signCheckpoint } from './notes/checkpoint.js';
import { newPrivateKey, readVerifierKey, signerOf } from './notes/keys.js';
import { openProof, writeProof } from './notes/tlog-proof.js';
import { BadProof } from './text/bad-proof.js';

const RUNS = Number(process.env.PROOF_FUZZ ?? 3_000);
const SIZE = 11;
const signer = signerOf('action-ledger/fuzz', newPrivateKey());
const leaves = Array.from({ length: SIZE }, (_, index) => leafHash(Buffer.of(index)));
const tree = growingTree(0, () => []);
for (const leaf of leaves) tree.add(leaf);
const subtrees = subtreesOf(() => hashesIn(Buffer.concat(leaves)));
const checkpoint = signCheckpoint({ origin: signer.name, size: SIZE, root: rootAt(subtrees, SIZE) }, signer);
const right = writeProof({ index: 6, path: inclusionProof(subtrees, 6, SIZE), checkpoint });
const leaf = leaves[6] as Buffer;

/** Throws for anything but `BadProof`. */
function isAccepted(text: string): boolean {
  try {
    openProof(text, leaf, [signer]);
    return true;
  } catch (error) {
    if (error instanceof BadProof) return false;
    throw error;
  }
}

describe('a proof that was tampered with', () => {
  it('was right before', () => {
    if (!isAccepted(right)) throw new Error('The proof itself is refused.');
  });

  it('is refused, and never crashes, wherever bytes were changed, cut, doubled or put in', () => {
    const bytes = Buffer.from(right);
    const place = fc.nat(bytes.length);
    const edits = fc.oneof(
      fc
        .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 8 }))
        .map(([at, put]) => [at, at + put.length, put] as const),
      fc.tuple(place, place).map(([from, to]) => [Math.min(from, to), Math.max(from, to), new Uint8Array()] as const),
      fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(([at, put]) => [at, at, put] as const),
    );
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = changes.reduce<Buffer>(
          (text, [from, to, put]) => Buffer.concat([text.subarray(0, from), put, text.subarray(to)]),
          bytes,
        );
        const text = changed.toString();
        return text === right || !isAccepted(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('is refused, and never crashes, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...right.split('\n'),
        '',
        'index 6',
        'extra AAAA',
        '\u2014 a b',
        '\u2014 action-ledger/fuzz AAAAAAAA',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        return text === right || !isAccepted(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('has no key that crashes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.base64String(), (name, encoded) => {
        for (const text of [name, `${name}+00000000+${encoded}`]) {
          try {
            readVerifierKey(text);
          } catch (error) {
            if (!(error instanceof BadProof)) throw error;
          }
        }
      }),
    );
  });
});
