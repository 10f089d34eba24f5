import { existsSync, readFileSync, statSync } from 'node:fs';
import type { OnProgress } from '#platform/index.js';
import type { Verifier } from '#proof/index.js';
import { malformed, type Verification, verifyEvents } from '#tree/index.js';
import { eventsOfExport, NotAsExported } from './export-lines.js';

export interface ExportToVerify {
  readonly file: string;
  readonly checkpoint: string;
  readonly verifiers: readonly Verifier[];
}

const NOT_CHECKED = ['positions, which are the places of events in one store'];

/** An export with the checkpoint beside it, and nothing else. Errors: those of reading the files. */
export async function verifyExport(
  { file, checkpoint, verifiers }: ExportToVerify,
  progress: OnProgress,
): Promise<Verification> {
  const checkpoints = existsSync(checkpoint) ? [{ note: readFileSync(checkpoint, 'utf8'), from: checkpoint }] : [];
  try {
    const events = eventsOfExport(file, statSync(file).size, progress);
    return await verifyEvents({ events, checkpoints, verifiers, notChecked: NOT_CHECKED });
  } catch (error) {
    if (!(error instanceof NotAsExported)) throw error;
    return malformed(error.message);
  }
}
