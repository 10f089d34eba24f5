import { BadProof, fromBase64 } from '../text/bad-proof.js';
import { COSIGNATURE, isKeyName, isSignedBy, type Signer, type Verifier } from './keys.js';

/** C2SP signed-note. */
export interface SignedNote {
  /** With its last newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Buffer;
}

/** A signature by a known key; a witness says when it saw the note, in seconds since 1970. */
export interface KnownSignature {
  readonly by: Verifier;
  readonly time?: number;
}

const MOST_SIGNATURES = 64;
const MOST_CHARACTERS = 100_000;
const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
const LINE = /^\u2014 (\S+) (\S+)$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a note must not hold them.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** Errors: `BadProof`. */
export function readNote(written: string): SignedNote {
  if (written.length > MOST_CHARACTERS || CONTROL.test(written) || !written.isWellFormed() || !written.endsWith('\n'))
    throw new BadProof('This is not a signed note.');
  const split = written.lastIndexOf('\n\n');
  const lines = written.slice(split + 2, -1).split('\n');
  if (split < 1 || lines.length > MOST_SIGNATURES) throw new BadProof('This is not a signed note.');
  return { text: written.slice(0, split + 1), signatures: lines.map(readSignature) };
}

function readSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
  if (!isKeyName(name)) throw new BadProof('A line of signatures is no signature.');
  const bytes = fromBase64(encoded, 'A signature');
  if (bytes.length <= KEY_ID_BYTES) throw new BadProof('A signature is too short.');
  return { name, keyId: bytes.toString('hex', 0, KEY_ID_BYTES), bytes: bytes.subarray(KEY_ID_BYTES) };
}

export function signNote(text: string, signer: Signer): string {
  const bytes = Buffer.concat([Buffer.from(signer.id, 'hex'), signer.sign(text)]);
  return `${text}\n\u2014 ${signer.name} ${bytes.toString('base64')}\n`;
}

/** The signatures by known keys. Errors: `BadProof` where one of them is wrong, for then nothing of the note counts. */
export function knownSignatures({ text, signatures }: SignedNote, known: readonly Verifier[]): KnownSignature[] {
  return signatures.flatMap(({ name, keyId, bytes }) => {
    const by = known.find((verifier) => verifier.name === name && verifier.id === keyId);
    if (!by) return [];
    const time = by.type === COSIGNATURE ? timeIn(bytes) : undefined;
    const isRight =
      time === undefined
        ? isSignedBy(by, text, bytes)
        : isSignedBy(by, cosignedText(text, time), bytes.subarray(TIME_BYTES));
    if (!isRight) throw new BadProof(`The signature of ${name} is wrong.`);
    return [{ by, ...(time !== undefined && { time }) }];
  });
}

/** C2SP tlog-cosignature: what a witness signs, with the time in seconds since 1970. */
export const cosignedText = (text: string, seconds: number): string => `cosignature/v1\ntime ${seconds}\n${text}`;

function timeIn(bytes: Buffer): number {
  const time = bytes.length > TIME_BYTES ? Number(bytes.readBigUInt64BE()) : Number.NaN;
  if (!Number.isSafeInteger(time)) throw new BadProof('A cosignature has no time.');
  return time;
}

/** The note with more lines of signatures; a line that it has already is not added again. Errors: `BadProof`. */
export function withSignatures(note: string, lines: string): string {
  const { signatures } = readNote(note);
  const added = readNote(`${readNote(note).text}\n${lines}`).signatures;
  const isNew = (one: NoteSignature) => !signatures.some((other) => lineOf(other) === lineOf(one));
  return `${note}${added.filter(isNew).map(lineOf).join('')}`;
}

const lineOf = ({ name, keyId, bytes }: NoteSignature): string =>
  `\u2014 ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), bytes]).toString('base64')}\n`;
