import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { leafHash } from '../merkle/hashes.js';
import { openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.js';
import { COSIGNATURE, newPrivateKey, readVerifierKey, signerOf, verifierKey, verifierOf } from './keys.js';
import { knownSignatures, readNote, signNote } from './note.js';
import { openProof, readProof, writeProof } from './tlog-proof.js';

const ORIGIN = 'action-ledger/6f0c';
const signer = signerOf(ORIGIN, newPrivateKey());
const root = leafHash(Buffer.from('one event'));
const note = signCheckpoint({ origin: ORIGIN, size: 1, root }, signer);

/** The note signed by a witness too, as C2SP tlog-cosignature has it. */
function witnessed(time: number, said = time) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const verifier = verifierOf('witness.example/w1', COSIGNATURE, raw);
  const { text } = readNote(note);
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey);
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(said));
  const line = Buffer.concat([Buffer.from(verifier.id, 'hex'), stamp, signature]).toString('base64');
  return { verifier, note: `${note}\u2014 ${verifier.name} ${line}\n` };
}

describe('a verifier key', () => {
  const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

  it('verifies the example of C2SP', () => {
    const example = `This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n`;
    const key = readVerifierKey(EXAMPLE);
    expect(verifierKey(key)).toBe(EXAMPLE);
    expect(knownSignatures(readNote(example), [key])).toEqual([{ by: key }]);
    expect(() => knownSignatures(readNote(example.replace('an', 'no')), [key])).toThrow('is wrong');
  });

  it.each([
    ['a changed name', EXAMPLE.replace('foo', 'fob')],
    ['a changed hash', EXAMPLE.replace('530d', '530e')],
    ['a changed key', EXAMPLE.replace('Aeky', 'AekZ')],
    ['another type', EXAMPLE.replace('+Aeky', '+Beky')],
    ['no name', EXAMPLE.replace('example.com/foo', '')],
    ['a part too few', 'example.com/foo+530d903a'],
  ])('is refused with %s', (_, text) => {
    expect(() => readVerifierKey(text)).toThrow(expect.objectContaining({ name: 'BadProof' }));
  });
});

describe('a checkpoint', () => {
  it('is opened by the key of the log', () => {
    expect(openCheckpoint(note, [signer])).toMatchObject({ origin: ORIGIN, size: 1, root });
    expect(readCheckpoint(note)).toEqual({ origin: ORIGIN, size: 1, root });
  });

  it('is refused where no key, another key or a key of another name signed it', () => {
    const other = signerOf(ORIGIN, newPrivateKey());
    const named = signerOf('elsewhere', newPrivateKey());
    expect(() => openCheckpoint(note, [])).toThrow('No known key');
    expect(() => openCheckpoint(note, [other])).toThrow('No known key');
    const body = `${ORIGIN}\n1\n${root.toString('base64')}\n`;
    expect(() => openCheckpoint(signNote(body, named), [named])).toThrow('No known key');
  });

  it('is refused where one bit of it differs', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length * 8; at++) {
      const changed = Buffer.from(bytes);
      changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(() => openCheckpoint(changed.toString(), [signer])).toThrow(expect.objectContaining({ name: 'BadProof' }));
    }
  });

  it('says when a witness saw it, which it refuses with another time', () => {
    const seen = witnessed(1_554_000_000);
    expect(openCheckpoint(seen.note, [signer, seen.verifier]).signatures).toEqual([
      { by: signer },
      { by: seen.verifier, time: 1_554_000_000 },
    ]);
    expect(openCheckpoint(seen.note, [signer]).signatures).toHaveLength(1);
    const moved = witnessed(1_554_000_000, 1_553_999_999);
    expect(() => openCheckpoint(moved.note, [signer, moved.verifier])).toThrow('witness.example/w1 is wrong');
    expect(() => openCheckpoint(seen.note, [seen.verifier])).toThrow('No known key');
  });
});

describe('a proof', () => {
  const proof = writeProof({ index: 0, path: [], checkpoint: note, extra: Buffer.from('beside') });

  it('is read as it was written', () => {
    expect(readProof(proof)).toEqual({ index: 0, path: [], checkpoint: note, extra: Buffer.from('beside') });
    expect(openProof(proof, root, [signer])).toMatchObject({ index: 0, size: 1 });
  });

  it.each([
    ['another header', proof.replace('@v1', '@v2')],
    ['no index', proof.replace('index 0\n', '')],
    ['an index with a leading zero', proof.replace('index 0', 'index 00')],
    ['a hash too many', proof.replace('index 0\n', `index 0\n${root.toString('base64')}\n`)],
    ['a hash that is short', proof.replace('index 0\n', 'index 0\nAAAA\n')],
    ['no checkpoint', proof.slice(0, proof.indexOf('\n\n') + 2)],
    ['nothing at all', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => openProof(text, root, [signer])).toThrow(expect.objectContaining({ name: 'BadProof' }));
  });

  it('is refused for another event', () => {
    expect(() => openProof(proof, leafHash(Buffer.from('other')), [signer])).toThrow('does not lead');
  });
});
