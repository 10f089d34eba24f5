import { buffer } from 'node:stream/consumers';
import type { Entry } from 'yauzl';

/** What a pack holds, in the order in which it is written. */
export const PACK_FILES = [
  'HOW-TO-CHECK.txt',
  'pack.json',
  'report.html',
  'report.json',
  'checkpoint',
  'later-checkpoint',
  'public-keys',
  'events.jsonl',
] as const;
export type PackFile = (typeof PACK_FILES)[number];
export type PackFiles = Readonly<Record<PackFile, Buffer>>;

const MOST_BYTES = 1024 ** 3;
const READ_ONLY = 0o100444;

/** No pack, or one that two programs could read in two ways. */
export class BadPack extends Error {}

/** Files are stored as they are, at one time, so that the same files make the same bytes. */
export async function writePackZip(files: PackFiles): Promise<Buffer> {
  // The bundle exports CommonJS as the default alone.
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  const options = { mtime: new Date(1980, 0, 1), mode: READ_ONLY, compress: false, forceDosTimestamp: true };
  for (const name of PACK_FILES) zip.addBuffer(files[name], name, options);
  zip.end();
  return buffer(zip.outputStream);
}

/** Errors: `BadPack`. */
export async function readPackZip(bytes: Buffer): Promise<PackFiles> {
  if (bytes.length > MOST_BYTES) throw new BadPack(`It has more than ${MOST_BYTES} bytes.`);
  const found = new Map<string, Buffer>();
  const { default: yauzl } = await import('yauzl');
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
    if (zip.entryCount !== PACK_FILES.length) throw new BadPack(`It holds ${zip.entryCount} files.`);
    for await (const entry of zip.eachEntry()) {
      requireStored(entry, bytes.length);
      found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
  } catch (error) {
    throw error instanceof BadPack ? error : new BadPack(`It is no zip file: ${(error as Error).message}.`);
  }
  const missing = PACK_FILES.filter((name) => !found.has(name));
  if (missing.length > 0) throw new BadPack(`It holds no ${missing.join(', ')}.`);
  return Object.fromEntries(found) as Record<PackFile, Buffer>;
}

/** What is stored unpacks to no more than it is. */
function requireStored({ fileName, compressionMethod, compressedSize, uncompressedSize }: Entry, of: number): void {
  const isKnown = PACK_FILES.some((name) => name === fileName);
  if (!isKnown) throw new BadPack(`It holds a file that no pack has: ${JSON.stringify(fileName)}.`);
  if (compressionMethod !== 0 || compressedSize !== uncompressedSize || uncompressedSize > of)
    throw new BadPack(`${fileName} is not stored as it is.`);
}
