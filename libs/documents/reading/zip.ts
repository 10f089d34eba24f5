import type { Readable } from 'node:stream';
import type { Entry } from 'yauzl';
import { fail } from '../model/failure.js';
import { type DocumentLimits, deadlineOf } from '../model/limits.js';

export interface Container {
  readonly names: readonly string[];
  readonly file: (name: string) => Buffer | undefined;
}

const SMALL = 1024 * 1024;
const XML = /\.(?:xml|rels|vml)$/i;

/**
 * Unpacks a container, and refuses what unpacks to too much or declares entities. Keeps only the files asked for;
 * the others are unpacked too, since a library that reads them again has no such limits.
 */
export async function unpack(
  bytes: Uint8Array,
  isKept: (name: string) => boolean,
  limits: DocumentLimits,
): Promise<Container> {
  // A bundle gives a CommonJS module only as its default.
  const { fromBufferPromise } = (await import('yauzl')).default;
  const files = new Map<string, Buffer>();
  const names: string[] = [];
  const inTime = deadlineOf(limits);
  let total = 0;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    if (zip.entryCount > limits.entries) tooMany(zip.entryCount, limits);
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      checkSize(entry, limits);
      if (entry.isEncrypted())
        fail('document-encrypted', 'The document is protected by a password. Save it without one.');
      const chunks: Buffer[] = [];
      const scan = XML.test(entry.fileName) ? entityScan(entry.fileName) : undefined;
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as Readable & AsyncIterable<Buffer>) {
        inTime();
        total += chunk.length;
        if (total > limits.inflated) bomb(entry.fileName, limits.inflated);
        scan?.(chunk);
        if (isKept(entry.fileName)) chunks.push(chunk);
      }
      if (isKept(entry.fileName)) files.set(entry.fileName, Buffer.concat(chunks));
    }
  } catch (error) {
    throw asFailure(error);
  }
  return { names, file: (name) => files.get(name) };
}

function checkSize(entry: Entry, limits: DocumentLimits): void {
  const { uncompressedSize, compressedSize, fileName } = entry;
  const isBomb = uncompressedSize > SMALL && uncompressedSize > compressedSize * limits.ratio;
  if (uncompressedSize > limits.inflated || isBomb) bomb(fileName, isBomb ? limits.ratio : limits.inflated);
}

function bomb(entry: string, limit: number): never {
  fail('document-bomb', `"${entry}" in the document unpacks to far more than it is, as a zip bomb does.`, {
    entry,
    limit,
  });
}

function tooMany(found: number, { entries }: DocumentLimits): never {
  fail('document-too-large', `The document holds ${found} files. At most ${entries} are read.`, {
    what: 'entries',
    limit: entries,
    found,
  });
}

/** A declaration of entities can stand only at the beginning, so a few thousand bytes tell. */
function entityScan(entry: string): (chunk: Buffer) => void {
  let seen = '';
  return (chunk) => {
    if (seen.length >= 4096) return;
    seen += chunk.subarray(0, 4096).toString('latin1').replaceAll('\0', '');
    if (/<!(?:DOCTYPE|ENTITY)/i.test(seen)) {
      fail('document-unsafe-xml', `"${entry}" in the document declares entities of its own. They are never read.`, {
        entry,
      });
    }
  };
}

function asFailure(error: unknown): unknown {
  if (error instanceof Error && error.name === 'DocumentFailure') return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/too many bytes|not enough bytes|uncompressed size/i.test(reason)) {
    try {
      fail('document-bomb', `The document unpacks to another size than it says: ${reason}.`, { limit: 0 });
    } catch (failure) {
      return failure;
    }
  }
  try {
    fail('document-truncated', `The document is cut off or damaged: ${reason}. Send it again, or save it anew.`, {
      reason,
    });
  } catch (failure) {
    return failure;
  }
}
