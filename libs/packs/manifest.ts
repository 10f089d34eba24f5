import { canonicalise } from '#proof/index.js';
import { BadPack } from './pack-zip.js';

export interface Manifest {
  readonly format: 1;
  /** The version of the program that made the report. */
  readonly program: string;
  readonly meeting: string;
  readonly group: string;
  /** The number of the event that issued the pack. */
  readonly packEvent: number;
  /** How many events there are. */
  readonly size: number;
  /** Of the checkpoint: the ledger's name. */
  readonly origin: string;
}

/** A pack that another version made may be rendered otherwise by this one. */
export const PROGRAM = '0.1.0';
const REFERENCE = /^[A-Z0-9-]{1,40}$/;
const FIELDS = ['format', 'group', 'meeting', 'origin', 'packEvent', 'program', 'size'];

export const writeManifest = (manifest: Manifest): string => `${canonicalise({ ...manifest })}\n`;

/** Errors: `BadPack`. */
export function readManifest(bytes: Buffer): Manifest {
  try {
    const manifest: Manifest = JSON.parse(bytes.toString());
    const { format, meeting, group, packEvent, size, program, origin } = manifest;
    const isRight =
      format === 1 &&
      [meeting, group].every((each) => REFERENCE.test(each)) &&
      [packEvent, size].every((each) => Number.isSafeInteger(each) && each > 0) &&
      [program, origin].every((each) => typeof each === 'string') &&
      Object.keys(manifest).sort().join() === FIELDS.join();
    if (isRight && writeManifest(manifest) === bytes.toString()) return manifest;
  } catch {
    // Said below.
  }
  throw new BadPack('pack.json is not as this program writes it.');
}
