import { fail } from '../model/failure.js';
import type { Note } from '../model/source-document.js';

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  readonly notes: readonly Note[];
}

/** Finds how bytes hold text: by their mark, by noughts between them, or by whether they are valid UTF-8. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return as('utf-8', bytes.subarray(3));
  if (first === 0xff && second === 0xfe) return asWide('utf-16le', bytes.subarray(2));
  if (first === 0xfe && second === 0xff) return asWide('utf-16be', bytes.subarray(2));
  const wide = wideEncoding(bytes);
  if (wide) return asWide(wide, bytes);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', notes: [] };
  } catch {
    const note: Note = {
      code: 'encoding',
      text: 'The file is not in UTF-8. It was read as windows-1252, as Excel in English writes it.',
    };
    return { text: fromWindows1252(bytes), encoding: 'windows-1252', notes: [note] };
  }
}

function as(encoding: string, bytes: Uint8Array): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, notes: [] };
}

/** Errors: `document-truncated` for half a character, `document-unknown-format` for bytes that only bear the mark. */
function asWide(encoding: string, bytes: Uint8Array): Decoded {
  if (bytes.length % 2 === 1) {
    const reason = 'UTF-16 with an odd number of bytes';
    fail('document-truncated', `The file is cut off or damaged: it is ${reason}. Send it again.`, { reason });
  }
  const decoded = as(encoding, bytes);
  const plain = bytes.subarray(0, SAMPLE).filter((byte) => byte >= 0x20 && byte < 0x7f).length;
  // Letters of one byte make signs of two that no text has in such numbers.
  if (plain >= Math.min(bytes.length, SAMPLE) * 0.85 && plain > 8) {
    fail('document-unknown-format', `The file begins as ${encoding} does and does not go on so. Save it as UTF-8.`, {
      found: encoding,
    });
  }
  return decoded;
}

const SAMPLE = 2_000;

/** UTF-16 without its mark has a nought in every other byte of Latin text. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 400);
  if (sample.length < 4) return undefined;
  const noughts = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) noughts[index % 2] = (noughts[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = noughts;
  if (odd > sample.length * 0.3 && even === 0) return 'utf-16le';
  return even > sample.length * 0.3 && odd === 0 ? 'utf-16be' : undefined;
}

/** Its 0x80 to 0x9f, which Node's own decoder takes for controls. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => HIGH[control.charCodeAt(0) - 0x80] ?? control);
}

const NO_TEXT = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cn}\ufffd]/gu;

/** Whether what was decoded is text: other files show as control characters and code points that nobody uses. */
export function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const odd = text.match(NO_TEXT)?.length ?? 0;
  return odd <= 2 || odd <= text.length * 0.01;
}

/** Control characters show nothing, and break what the text is written into. */
export const withoutControls = (text: string) => text.replace(/(?![\t\n\v\f\r\u0085])\p{Cc}/gu, '');
