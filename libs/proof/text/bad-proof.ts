/** A text that is no proof, note or key, or that proves nothing. */
export class BadProof extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadProof';
  }
}

/** Refuses other spellings of the same bytes: Node reads base64 leniently. */
export function fromBase64(text: string, what: string, length?: number): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text || (length !== undefined && bytes.length !== length))
    throw new BadProof(`${what} is not base64${length === undefined ? '' : ` of ${length} bytes`}.`);
  return bytes;
}

export function readCount(text: string, what: string): number {
  const count = Number(text);
  if (!/^(0|[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(count))
    throw new BadProof(`${what} is not a whole number.`);
  return count;
}
