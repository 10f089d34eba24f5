import { existsSync, readFileSync, statSync } from 'node:fs';
import type { OnProgress } from '#platform/index.js';
import type { Policy, Verifier } from '#proof/index.js';
import { type GivenCheckpoint, malformed, type Verification, verifyEvents } from '#tree/index.js';
import { eventsOfExport, NotAsExported } from './export-lines.js';

export interface ExportToVerify {
  readonly file: string;
  readonly checkpoint: string;
  readonly verifiers: readonly Verifier[];
  readonly policy?: Policy | undefined;
}

const NOT_CHECKED = ['positions, which are the places of events in one store'];

/** An export with the checkpoint beside it, and nothing else. Errors: those of reading the files. */
export async function verifyExport(
  { file, checkpoint, verifiers, policy }: ExportToVerify,
  progress: OnProgress,
): Promise<Verification> {
  const checkpoints = [checkpoint, cosignedBeside(file)].flatMap(checkpointIn);
  try {
    const events = eventsOfExport(file, statSync(file).size, progress);
    return await verifyEvents({ events, checkpoints, verifiers, policy, notChecked: NOT_CHECKED });
  } catch (error) {
    if (!(error instanceof NotAsExported)) throw error;
    return malformed(error.message);
  }
}

/** The newest checkpoint that witnesses cosigned, as `export` writes it. */
export const cosignedBeside = (file: string): string => `${file}.cosigned`;

const checkpointIn = (file: string): GivenCheckpoint[] =>
  existsSync(file) ? [{ note: readFileSync(file, 'utf8'), from: file }] : [];
