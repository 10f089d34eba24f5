import { writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { checkPack } from '#packs/check-pack.js';
import { readManifest } from '#packs/manifest.js';
import { PACK_FILES, type PackFile, type PackFiles, readPackZip, writePackZip } from '#packs/pack-zip.js';
import type { Policy, Verifier } from '#proof/index.js';
import { seeded } from './tampering.js';

const NO_HASH = Buffer.alloc(32).toString('base64');

type Draw = ReturnType<typeof seeded>;

function flipBit(bytes: Buffer, draw: Draw): Buffer {
  const flipped = Buffer.from(bytes);
  const at = draw(flipped.length * 8);
  flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
  return flipped;
}

/** Changes one file, and writes the zip anew, so that it is a right one. */
const ofFile =
  (name: PackFile, change: (text: string, draw: Draw) => string | Buffer) =>
  async (zip: Buffer, draw: Draw): Promise<Buffer> => {
    const files: PackFiles = await readPackZip(zip);
    return writePackZip({ ...files, [name]: Buffer.from(change(files[name].toString(), draw)) });
  };

const ofLines = (change: (lines: string[], draw: Draw) => string[]) =>
  ofFile('events.jsonl', (text, draw) => `${change(text.trimEnd().split('\n'), draw).join('\n')}\n`);

const digitIn = (text: string, draw: Draw): string => {
  const digits = [...text.matchAll(/\d/g)].map(({ index }) => index);
  const at = digits[draw(digits.length)] as number;
  return text.slice(0, at) + String((Number(text[at]) + 1 + draw(9)) % 10) + text.slice(at + 1);
};

export const OF_PACK: Readonly<Record<string, (zip: Buffer, draw: Draw) => Promise<Buffer>>> = {
  'a bit of the zip is flipped': async (zip, draw) => flipBit(zip, draw),
  'a bit of a file is flipped': async (zip, draw) => {
    const files = await readPackZip(zip);
    const name = PACK_FILES[draw(PACK_FILES.length)] as PackFile;
    return writePackZip({ ...files, [name]: flipBit(files[name], draw) });
  },
  'the zip is cut off': async (zip, draw) => zip.subarray(0, draw(zip.length)),
  'bytes are put before the zip': async (zip) => Buffer.concat([Buffer.from('PK hello'), zip]),
  'bytes are put after the zip': async (zip) => Buffer.concat([zip, Buffer.from('PK hello')]),
  'an event is removed': ofLines((lines, draw) => lines.toSpliced(draw(lines.length), 1)),
  'an event is doubled': ofLines((lines, draw) => {
    const at = draw(lines.length);
    return lines.toSpliced(at, 0, lines[at] as string);
  }),
  'the last events are cut off': ofLines((lines, draw) => lines.slice(0, draw(lines.length))),
  'two events are swapped': ofLines((lines, draw) => {
    const at = draw(lines.length - 1);
    return lines.with(at, lines[at + 1] as string).with(at + 1, lines[at] as string);
  }),
  'a word of an event is edited': ofLines((lines, draw) => {
    const at = draw(lines.length);
    return lines.with(at, digitIn(lines[at] as string, draw));
  }),
  'a figure of the report is edited': ofFile('report.json', digitIn),
  'a figure of the page is edited': ofFile('report.html', digitIn),
  'a line is added to the page': ofFile('report.html', (text) =>
    text.replace('</body>', '<p>All is well.</p>\n</body>'),
  ),
  'the checkpoint is edited': ofFile('checkpoint', digitIn),
  'the later checkpoint is said to go on from another': ofFile('later-checkpoint', (text) =>
    text.replace(/^old (\d+)/, (_, size) => `old ${Number(size) - 1}`),
  ),
  'the proof of the later checkpoint is another': ofFile('later-checkpoint', (text) => {
    const [old, ...rest] = text.split('\n');
    const path = rest.slice(0, rest.indexOf(''));
    const other =
      path.length > 0 ? path.map((line) => line.replace(/^./, (by) => (by === 'A' ? 'B' : 'A'))) : [NO_HASH];
    return [old, ...other, ...rest.slice(path.length)].join('\n');
  }),
  'the manifest is edited': ofFile('pack.json', digitIn),
  'the advice is edited': ofFile('HOW-TO-CHECK.txt', digitIn),
};

/** Each way so many times; never an outcome that is proven. */
export async function neverProvenPack(
  { zip, file, verifiers, policy }: { zip: Buffer; file: string; verifiers: readonly Verifier[]; policy: Policy },
  times: number,
  names = Object.keys(OF_PACK),
): Promise<void> {
  writeFileSync(file, zip);
  expect((await checkPack({ file, verifiers, policy })).outcome).toBe('proven');
  for (const name of names) {
    for (let seed = 1; seed <= times; seed++) {
      const tampered = await OF_PACK[name]?.(zip, seeded(seed * 7_919));
      if (!tampered || tampered.equals(zip)) continue;
      writeFileSync(file, tampered);
      const { outcome, notChecked } = await checkPack({ file, verifiers, policy });
      if (outcome === 'proven' && (await isOfAnotherVersion(tampered, zip))) {
        expect(notChecked).toContain('which version of the program made the pack');
        continue;
      }
      expect([name, seed, outcome]).not.toEqual([name, seed, 'proven']);
    }
  }
}

/** No hash covers the version that the manifest names: a pack of an older one is proven where it is made alike. */
async function isOfAnotherVersion(tampered: Buffer, zip: Buffer): Promise<boolean> {
  const [one, other] = [await readPackZip(tampered), await readPackZip(zip)];
  const { program: _, ...saysNow } = readManifest(one['pack.json']);
  const { program: __, ...said } = readManifest(other['pack.json']);
  return (
    isDeepStrictEqual(saysNow, said) &&
    PACK_FILES.every((name) => name === 'pack.json' || one[name].equals(other[name]))
  );
}
