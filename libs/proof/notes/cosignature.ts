import { COSIGNATURE, type Signer, signerOf, type Verifier, verifierKey, verifierOf } from './keys.js';
import { cosignedText, type KnownSignature, knownSignatures, readNote } from './note.js';

const SECOND_MS = 1_000;

/** C2SP tlog-cosignature: the name is that of the witness. Errors: those of `signerOf`. */
export function witnessSignerOf(name: string, pem: string): Signer {
  const signer = signerOf(name, pem);
  return { ...signer, ...verifierOf(name, COSIGNATURE, signer.publicKey) };
}

/** The line that says when a witness saw the checkpoint, for the end of its note. Errors: `BadProof`. */
export function cosign(note: string, witness: Signer, now: Date): string {
  const seconds = Math.floor(now.getTime() / SECOND_MS);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = witness.sign(cosignedText(readNote(note).text, seconds));
  const bytes = Buffer.concat([Buffer.from(witness.id, 'hex'), time, signature]);
  return `\u2014 ${witness.name} ${bytes.toString('base64')}\n`;
}

export interface Sighting {
  /** The name of its key. */
  readonly witness: string;
  readonly key: string;
  /** In seconds since 1970. */
  readonly time: number;
}

/** Which witnesses saw a note, and when, each once: where one signed twice, its first time counts. */
export function sightingsOf(signatures: readonly KnownSignature[]): Sighting[] {
  const first = new Map<string, Sighting>();
  for (const { by, time } of signatures) {
    if (by.type !== COSIGNATURE || time === undefined) continue;
    const key = verifierKey(by);
    const before = first.get(key);
    if (!before || time < before.time) first.set(key, { witness: by.name, key, time });
  }
  return [...first.values()];
}

/** Which of these witnesses saw a note, whoever else signed it. Errors: `BadProof` where one of them did not sign it. */
export const sightingsIn = (note: string, witnesses: readonly Verifier[]): Sighting[] =>
  sightingsOf(knownSignatures(readNote(note), witnesses));
